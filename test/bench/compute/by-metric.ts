/** Where the time of one sweep over all metrics goes: for whoever adds a metric, or makes one faster. */
import type { Day } from '../../../app/kit/days.ts';
import type { Metric } from '../../../app/metrics/metric.ts';
import type { Report } from '../report.ts';
import { runCatalogue } from './catalogue-run.ts';
import { ms } from './cost.ts';
import type { BenchAccount } from './packed-account.ts';

interface Spent {
  calls: number;
  ms: number;
}
interface OfMetric {
  readonly id: string;
  readonly partner: Spent;
  readonly program: Spent;
}

/**
 * One sweep with a clock around every `finish`. What it derives from a reference and keeps is told of whoever asks first;
 * the clock itself costs some tens of nanoseconds a call.
 */
export function byMetric(
  report: Report,
  metrics: readonly Metric[],
  account: BenchAccount,
  dates: readonly Day[],
): void {
  const all = metrics.map((metric) => clocked(metric));
  const sweepAll = () =>
    runCatalogue(
      all.map(({ metric }) => metric),
      account,
      dates,
      () => undefined,
    );
  sweepAll(); // compiles it
  for (const { spent } of all) for (const one of [spent.partner, spent.program]) [one.calls, one.ms] = [0, 0];
  const { partners, program } = sweepAll();
  const sum = (of: 'partner' | 'program') => all.reduce((total, { spent }) => total + spent[of].ms, 0);
  report.table([
    [`${metrics.length} metrics, ${dates.length} dates, in one sweep`, 'folds and rows', 'finishing', 'together'],
    ['partner by partner', ms(partners.wallMs - sum('partner')), ms(sum('partner')), ms(partners.wallMs)],
    ['the programme, across partners', ms(program.wallMs - sum('program')), ms(sum('program')), ms(program.wallMs)],
  ]);
  const cost = ({ spent }: { readonly spent: OfMetric }) => spent.partner.ms + spent.program.ms;
  report.table([
    ['finishing, by metric', 'of partners', 'calls', 'each', 'of the programme', 'calls'],
    ...all
      .toSorted((a, b) => cost(b) - cost(a))
      .map(({ spent: { id, partner, program } }) => [
        ...[id, ms(partner.ms), partner.calls, partner.calls === 0 ? '' : `${each(partner)} us`],
        ...[ms(program.ms), program.calls],
      ]),
  ]);
}

const each = ({ ms, calls }: Spent): string => ((1000 * ms) / calls).toFixed(2);

function clocked(metric: Metric): { readonly metric: Metric; readonly spent: OfMetric } {
  const spent = { id: metric.meta.id, partner: { calls: 0, ms: 0 }, program: { calls: 0, ms: 0 } };
  const { partner, program } = metric;
  return {
    spent,
    metric: {
      ...metric,
      ...(partner && { partner: { ...partner, finish: timedFinish(partner, spent.partner) } }),
      ...(program && { program: { ...program, finish: timedFinish(program, spent.program) } }),
    },
  };
}

/** The same `finish`, adding up how often it is called and for how long. */
function timedFinish<V, C, R>(form: { finish(values: V, context: C): R }, spent: Spent): (values: V, context: C) => R {
  return (values, context) => {
    const startedMs = performance.now();
    const said = form.finish(values, context);
    spent.ms += performance.now() - startedMs;
    spent.calls++;
    return said;
  };
}
