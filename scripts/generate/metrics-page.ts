import { NEEDS } from '../../app/facts/need.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import type { Measure, Metric } from '../../app/metrics/metric.ts';

const CADENCE = { weekly: 'Weekly, operations', monthly: 'Monthly, health', quarterly: 'Quarterly, strategy' } as const;
const SCOPE = { partner: 'partner', program: 'programme', both: 'partner, programme' } as const;
const ROLE = { sourced: 'sourced', influenced: 'influenced', resold: 'resold', serviced: 'serviced' } as const;

/** `docs/metrics.md`: the dictionary of all metrics, made from what each file says of itself. */
export function metricsPage(metrics: readonly Metric[]): string {
  const sections = metrics.toSorted((a, b) => a.meta.catalogue - b.meta.catalogue || (a.meta.id < b.meta.id ? -1 : 1));
  return `${[
    '# Metrics',
    '',
    'Made from the metric files by `npm run generate`; change those, not this page. `npm run metrics -- --json` prints the same as data.',
    '',
    'Windows: `W90` is the 90 calendar days that end with the date asked for, in the time zone of the account; `FYTD` the fiscal',
    'year to date; `as-of` what holds at that date; `lifetime` everything up to it; `cohort-Q1` the last complete calendar quarter',
    'of signing, `cohort-Q4` the fourth last. Money is in the home currency of the account, ratios run from 0 to 1. A median is',
    'the mean of the two middle values; quartiles are of type 7 (Hyndman and Fan). A number that cannot be said is never 0: it is',
    '`not enough data`, `not set up` or `not applicable`, with the reason.',
    '',
    'A deal counts as won or lost from its close date: also where the card was moved later, and not yet where the close date is still',
    'to come; without one, from the day it entered the closed stage. A deal won and reopened counts only while it was won. Amounts',
    'are those the deal had at the date asked for. Who has which role is what HubSpot says today, also for earlier dates, because',
    'association labels have no history. Conflicts are deals whose label and property name different partners, that two partners',
    'sourced, whose partner name fits several companies, or whose partner is also their only customer: they count for nobody and are',
    'not direct deals either.',
    '',
    '| No. | Metric | Question | Category | Timing |',
    '| --: | --- | --- | --- | --- |',
    ...sections.map(
      ({ meta }) =>
        `| ${meta.catalogue} | [${meta.name}](#${meta.id}) | ${meta.question} | ${meta.category} | ${meta.timing} |`,
    ),
    ...sections.flatMap(section),
  ].join('\n')}\n`;
}

function section(metric: Metric): string[] {
  const { meta } = metric;
  const line = (name: string, text: string) => `- **${name}:** ${text}`;
  const needs = meta.needs.map((need) => NEEDS[need]).join('. ');
  return [
    '',
    `<a id="${meta.id}"></a>`,
    '',
    `## ${meta.catalogue} ${meta.name}`,
    '',
    `${meta.question}`,
    '',
    line('Id', `\`${meta.id}\``),
    line('Formula', meta.formula),
    line('Category', `${meta.category}, ${meta.timing}${meta.lagDays > 0 ? ` by about ${meta.lagDays} days` : ''}`),
    line('Needs', needs || 'nothing to map'),
    line('Minimum sample', meta.minimumSample > 0 ? `${meta.minimumSample}` : 'none'),
    line('Better', meta.better),
    line('Decision', meta.decision),
    line('Review', CADENCE[meta.cadence]),
    line('Left out', meta.exclusions.join('; ') || 'nothing'),
    line('Source', meta.sources.join('; ')),
    line('Version', `${meta.version} (${meta.changelog.join('; ')})`),
    '',
    '| Measure | Label | Unit | Window | Role | For | Range | Without any facts |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(meta.measures).map(([key, measure]) => measureRow(key, measure)),
    ...scoringOf(meta.id),
  ];
}

function measureRow(key: string, measure: Measure): string {
  const { role } = measure;
  const roleText = role === undefined ? '' : role === 'any' ? 'any' : role === 'direct' ? 'no partner' : ROLE[role];
  const [low, high] = measure.range;
  const range = low === null && high === null ? '' : `${low ?? '−∞'} to ${high ?? '∞'}`;
  const empty = { number: 'a number', text: 'a word' } as const;
  const whenEmpty =
    measure.whenEmpty === 'number' || measure.whenEmpty === 'text'
      ? empty[measure.whenEmpty]
      : String(measure.whenEmpty).replaceAll('-', ' ');
  return `| \`${key}\` | ${measure.label} | ${measure.unit} | ${measure.window} | ${roleText} | ${SCOPE[measure.scope]} | ${range} | ${whenEmpty} |`;
}

/** Where the score reads the metric, with its two bars. */
function scoringOf(id: string): string[] {
  const bar = (value: (typeof HEALTH_MODEL.components)[number]['low']) =>
    typeof value === 'number' ? `${value}` : 'the upper quartile of the segment';
  const used = HEALTH_MODEL.components.filter((component) => component.metric === id);
  return used.flatMap((component) => [
    '',
    `The score reads \`${component.measure}\`${component.dividedBy ? ` divided by \`${component.dividedBy}\`` : ''}: ` +
      `0 points at ${bar(component.low)}, 100 at ${bar(component.high)}. ${component.source}.`,
  ]);
}
