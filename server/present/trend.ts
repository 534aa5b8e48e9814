import type { Trend } from '@partner-pulse/contract';
import { type Formatter, trendText } from '@partner-pulse/words';
import type { HealthPoint } from '../../app/health/health.ts';
import { type Day, formatDay } from '../../app/kit/days.ts';
import type { PartnerModel } from '../compute/models.ts';

/** What is read of a partner's model. */
type Trended = Pick<PartnerModel, 'definitionVersion' | 'definitions' | 'firstSyncDay'> & {
  readonly health: Pick<PartnerModel['health'], 'months' | 'earlierMonths' | 'weeks' | 'point'>;
};

/** Two years of month ends and today, with what has to be known to read them: changed definitions, and gaps. */
export function trendOf(model: Trended, f: Formatter): Trend {
  const { months, earlierMonths = [], weeks, point: today } = model.health;
  const month = (at: HealthPoint) => pointPart(at, f.month(at.asOf), model);
  const ends = [...earlierMonths, ...months];
  const points = [...ends.map(month), pointPart(today, trendText.today, model)];
  const shown = points.filter(({ score }) => score !== null);
  const reconstructed = shown.filter(({ provenance }) => provenance === 'reconstructed').length;
  return {
    points,
    weekly: weeks.map((week) => pointPart(week, f.day(week.asOf), model)),
    altText: altOf(ends, today, f),
    noteText: shown.length === 0 ? trendText.none : trendText.note(f, reconstructed, shown.length),
    marks: marksOf(model, ends, f),
    rows: [today, ...ends.toReversed()].map((at) => trendText.row(f.day(at.asOf), at.score, whyOf(at))),
  };
}

const pointPart = (at: HealthPoint, label: string, { definitionVersion }: Trended): Trend['points'][number] => ({
  at: `${formatDay(at.asOf)}T00:00:00Z`,
  label,
  score: at.score,
  provenance: at.score === null ? 'unavailable' : at.provenance,
  definitionVersion,
});

/** Where a point comes from, or why there is none. */
const whyOf = ({ score, state, provenance }: HealthPoint): string =>
  score !== null ? trendText.provenance[provenance] : trendText.why[state === 'scored' ? 'not-enough-data' : state];

/** The course in one sentence: a picture that takes a word's place must not take a minute to hear. */
function altOf(ends: readonly HealthPoint[], today: HealthPoint, f: Formatter): string {
  const known = ends.filter(({ score }) => score !== null);
  const [first] = known;
  if (!first) return today.score === null ? trendText.none : trendText.onlyToday(today.score);
  const by = (pick: (a: number, b: number) => boolean) =>
    known.reduce((best, one) => (pick(one.score ?? 0, best.score ?? 0) ? one : best), first);
  const [low, high] = [by((a, b) => a < b), by((a, b) => a > b)];
  const at = (point: HealthPoint) => trendText.at(point.score ?? 0, f.month(point.asOf));
  return trendText.alt(at(first), at(low), at(high), today.score);
}

function marksOf({ definitions = [], firstSyncDay }: Trended, ends: readonly HealthPoint[], f: Formatter): string[] {
  const from = ends[0]?.asOf ?? 0;
  const changed = definitions
    .filter(({ day }) => day >= from)
    .map(({ day, version, before }) => ({
      day,
      text: version === before ? trendText.settings(f.day(day)) : trendText.definition(f.day(day), version, before),
    }));
  const synced =
    firstSyncDay === undefined || firstSyncDay < from
      ? []
      : [{ day: firstSyncDay, text: trendText.firstSync(f.day(firstSyncDay)) }];
  return [...gapsOf(ends, f), ...changed, ...synced].toSorted((a, b) => a.day - b.day).map(({ text }) => text);
}

/** Runs of month ends without a score for one reason. */
function gapsOf(ends: readonly HealthPoint[], f: Formatter): { readonly day: Day; readonly text: string }[] {
  const runs: { first: HealthPoint; last: HealthPoint }[] = [];
  for (const point of ends) {
    const run = runs.at(-1);
    if (point.score !== null) continue;
    const isNext = run !== undefined && ends[ends.indexOf(run.last) + 1] === point;
    if (isNext && run.first.state === point.state) run.last = point;
    else runs.push({ first: point, last: point });
  }
  return runs.map(({ first, last }) => ({
    day: first.asOf,
    text: trendText.gap(f.month(first.asOf), f.month(last.asOf), whyOf(first)),
  }));
}
