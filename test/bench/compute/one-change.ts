/** A deal changes: its partners are computed again and nobody else, then what looks across partners, once a date. */
import type { Day } from '../../../app/kit/days.ts';
import type { Metric } from '../../../app/metrics/metric.ts';
import { eachDate } from '../../../app/metrics/sink.ts';
import { prepareSweep, type Sweep } from '../../../app/metrics/sweep.ts';
import type { Report } from '../report.ts';
import { costOf, ms, timed } from './cost.ts';
import type { BenchAccount } from './packed-account.ts';

/** Partners asked one by one, and what one of them may cost. */
const ASKED_ALONE = 500;
const MOST_ALONE_MS = 1;

export function benchOneChange(
  report: Report,
  metrics: readonly Metric[],
  account: BenchAccount,
  dates: readonly Day[],
): void {
  const last = dates.slice(-1);
  const { partners } = account.facts;
  const count = Math.min(ASKED_ALONE, partners.length);
  const asked = Array.from({ length: count }, (_, i) => Math.floor((i * partners.length) / count));
  const one = alone(metrics, account, last, asked);
  const many = alone(metrics, account, dates, asked);
  report.table([
    [
      `one partner, ${metrics.length} metrics, ${count} of ${partners.length} asked`,
      'mean',
      'median',
      '99 of 100',
      'CPU',
    ],
    ['the date asked for', ...one.columns],
    [`${dates.length} dates`, ...many.columns],
  ]);
  report.line(
    `  with what partners are compared with, once: ${ms(one.firstMs)}, ${dates.length} dates ${ms(many.firstMs)}`,
  );
  changeOneDeal(report, metrics, account, last);
  report.target(
    `one partner alone, the date asked for: ${one.cpuMs.toFixed(2)} ms of CPU <= ${MOST_ALONE_MS} ms`,
    one.cpuMs <= MOST_ALONE_MS,
  );
  report.target(
    `one partner alone, ${dates.length} dates: ${many.cpuMs.toFixed(2)} ms of CPU <= ${MOST_ALONE_MS} ms`,
    many.cpuMs <= MOST_ALONE_MS,
  );
}

function alone(metrics: readonly Metric[], { facts, packed }: BenchAccount, dates: readonly Day[], asked: number[]) {
  const prepared = prepareSweep(metrics, facts, packed, dates);
  let results = 0;
  const ask = (partner: number) => timed(() => prepared.partner(partner, () => results++))[1];
  // The first one works out what all are compared with.
  const firstMs = ask(0);
  for (const partner of asked) ask(partner);
  const times: number[] = [];
  const { cpuMs } = costOf(() => {
    for (const partner of asked) times.push(ask(partner));
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const each = cpuMs / asked.length;
  return { firstMs, cpuMs: each, columns: [ms(mean), ms(at(0.5)), ms(at(0.99)), ms(each)] };
}

/** Raises the amount of an open deal by a tenth, where it stands in the columns, and puts it back afterwards. */
function changeOneDeal(report: Report, metrics: readonly Metric[], account: BenchAccount, dates: readonly Day[]): void {
  const { facts, packed } = account;
  const deal = openDealOfMiddle(account);
  const owners = facts.deals[deal]?.credits.map(({ partner }) => partner) ?? [];
  const sweepOf = (form: 'partner' | 'program'): Sweep =>
    prepareSweep(form === 'partner' ? metrics.map(withoutProgram) : metrics.map(withoutPartners), facts, packed, dates);
  const said = (): Map<string, unknown> => {
    const all = new Map<string, unknown>();
    const keep = eachDate(dates, (metric, partner, date, results) => {
      for (const [key, result] of Object.entries(results))
        all.set(`${metric.meta.id}/${key}/${partner}/${date}`, result);
    });
    const own = sweepOf('partner');
    for (const partner of owners) own.partner(partner, keep);
    sweepOf('program').all(keep);
    return all;
  };
  const before = said();
  const putBack = raise(account, deal);
  const cross = costOf(() => sweepOf('program').all(() => undefined));
  const after = said();
  putBack();
  const changed = [...after].filter(([key, result]) => JSON.stringify(before.get(key)) !== JSON.stringify(result));
  const ofProgram = changed.filter(([key]) => key.includes('/null/')).length;
  report.table([
    ['one changed deal', 'partners', 'across partners', 'results', 'changed', 'of the programme'],
    ['for the date asked for', owners.length, ms(cross.cpuMs), after.size, changed.length, ofProgram],
  ]);
  report.target(
    `one changed deal of ${facts.deals.length}: ${changed.length} changed results are written, and more than none`,
    changed.length > 0 && changed.length < after.size,
  );
}

const withoutProgram = ({ program: _, ...metric }: Metric): Metric => metric;
const withoutPartners = ({ partner: _, ...metric }: Metric): Metric => metric;

/** An open deal of a partner that is neither large nor small. */
function openDealOfMiddle({ facts, packed }: BenchAccount): number {
  const { columns, starts } = packed.partners.spans;
  const middle = Math.floor(facts.partners.length / 2);
  for (let i = starts[middle] ?? 0; i < columns.until.length; i++) {
    if ((columns.until[i] as number) > 1e9 && columns.state[i] === 0) return columns.deal[i] as number;
  }
  throw new Error('no deal is open');
}

/** @returns puts everything back as it was */
function raise({ packed }: BenchAccount, deal: number): () => void {
  const before: (readonly [Float64Array, number, number])[] = [];
  for (const { columns } of [packed.partners.spans, packed.program.spans]) {
    for (let i = 0; i < columns.deal.length; i++) {
      if (columns.deal[i] !== deal) continue;
      const amount = columns.amount[i] as number;
      before.push([columns.amount, i, amount]);
      columns.amount[i] = Math.round(amount * 1.1);
    }
  }
  return () => {
    for (const [column, i, amount] of before) column[i] = amount;
  };
}
