/**
 * Does what the partner does come to anything?
 * Where it stands among partners like it in what it does and in what comes of it, the two held against each other. Either
 * alone misleads: much activity may be wasted, and little may be enough.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster, type PartnerFact, tenureDays } from '../../facts/partner.ts';
import { EVENT_KINDS, type EventKind, type TableRow } from '../../facts/tables.ts';
import { mean } from '../../kit/average.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { percentiles } from '../../kit/ranks.ts';
import { connectedKinds } from '../derived/activity.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { offRoster } from '../derived/tenure.ts';
import { type FoldValues, lastDays, type Tallied, tallyOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const WINDOW_DAYS = 180;
const MIN_SEGMENT = 8;
/** A won deal is what activity leads to, so it is none. */
const WON_DEAL = EVENT_KINDS.indexOf('won-deal');
const MEDIAN = 0.5;

/** Where in a tally the events of one kind stand: those of the partners one after the other. */
const placeOf = (kind: number, { partners }: AccountFacts): number => kind * partners.length;

function placesOf({ kind, partner, deal }: TableRow<'events'>, facts: AccountFacts): number | number[] {
  const first = placeOf(kind, facts);
  if (partner >= 0) return first + partner;
  const own = sourcedBy(facts)(deal);
  return own.length === 1 ? first + (own[0] as number) : own.map((index) => first + index);
}

const folds = {
  events: tallyOf('events', placesOf, { reach: lastDays(WINDOW_DAYS), where: ({ kind }) => kind !== WON_DEAL }),
  /** By index of partner, in whole minor units. */
  won: tallyOf('decisions', ({ deal }, facts) => sourcedBy(facts)(deal), {
    reach: lastDays(WINDOW_DAYS),
    where: (row) => isWon(row) && isSourced(row),
    of: ({ amount }) => (Number.isNaN(amount) ? 0 : amount),
  }),
};
type Values = FoldValues<typeof folds>;

type Quadrant = 'much-and-strong' | 'much-and-poor' | 'little-and-strong' | 'little-and-poor';
const SENTENCES: Readonly<Record<Quadrant, string>> = {
  'much-and-strong': 'It does much, and much comes of it',
  'much-and-poor': 'It does much and little comes of it: look at how its deals are worked',
  'little-and-strong': 'Much comes of the little it does: with more support it may bring more',
  'little-and-poor': 'It does little, and little comes of it',
};

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'partners',
  window: 'W180',
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const activityOutcome = defineMetric({
  meta: {
    id: 'activity-outcome',
    catalogue: 2,
    name: 'Activity and outcome, diagnosed together',
    question: 'Does what the partner does come to anything?',
    formula:
      'Activity: mean over the connected qualifying events but won deals of the percentile of the number in 180 days. ' +
      'Outcome: percentile of sourced revenue won in 180 days. Both among the partners on the roster of the same type, or ' +
      `among all where types are not mapped; at least ${MIN_SEGMENT}. More than the median is much, or strong; else little, ` +
      'or poor. Of values alike half count as below.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles'],
    minimumSample: MIN_SEGMENT,
    better: 'neither',
    decision: 'Help the busy to close, and give more to those of whom little is seen and much comes.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Connecting Metrics to Decisions"; percentiles are our reading of high and low',
    ],
    exclusions: ['Won deals without a countable amount bring no revenue', 'Conflicts'],
    version: 1,
    changelog: ['1: revenue, not the number of deals, is the outcome'],
    measures: {
      quadrant: measure('Activity and outcome together', { unit: 'text', scope: 'partner', range: [null, null] }),
      activity: measure('Activity among partners like it', { unit: 'ratio', scope: 'partner', range: [0, 1] }),
      outcome: measure('Outcome among partners like it', { unit: 'ratio', scope: 'partner', range: [0, 1] }),
      'much-and-poor': measure('Partners that do much, of which little comes'),
      'little-and-strong': measure('Partners that do little, of which much comes'),
    },
  },
  partner: {
    folds: {},
    reference: folds,
    finish(_, context) {
      const { partner } = context;
      const off = offRoster(partner, context);
      if (off) return { quadrant: off, activity: off, outcome: off };
      const { reference, index, asOf, facts } = context;
      const said = standings(reference, asOf, facts)[index] ?? notApplicable('No activity is connected');
      if (!isStanding(said)) return { quadrant: said, activity: said, outcome: said };
      const tenure = tenureDays(partner, asOf);
      const qualifier = tenure !== null && tenure < WINDOW_DAYS ? ('new' as const) : undefined;
      const shared = { sample: said.segment, qualifier };
      const quadrant = quadrantOf(said);
      return {
        quadrant: value(quadrant, { ...shared, reason: SENTENCES[quadrant] }),
        activity: value(said.activity, { ...shared, reason: said.from }),
        outcome: value(said.outcome, shared),
      };
    },
  },
  program: {
    folds,
    finish(values, { asOf, facts }) {
      const all = standings(values, asOf, facts).filter((said) => said !== undefined);
      const known = all.filter(isStanding);
      const counted = (quadrant: Quadrant): Result =>
        known.length === 0
          ? notEnoughData(Math.min(all.length, MIN_SEGMENT - 1), MIN_SEGMENT, { reason: TOO_FEW })
          : value(known.filter((one) => quadrantOf(one) === quadrant).length, { sample: known.length });
      return { 'much-and-poor': counted('much-and-poor'), 'little-and-strong': counted('little-and-strong') };
    },
  },
});
const TOO_FEW = 'Too few partners of one type to stand among';

interface Standing {
  /** 0..1 among the partners of the segment. */
  readonly activity: number;
  readonly outcome: number;
  readonly segment: number;
  /** What the activity is made of, in words. */
  readonly from: string;
}
const isStanding = (said: Standing | Result): said is Standing => 'outcome' in said;

function quadrantOf({ activity, outcome }: Standing): Quadrant {
  const isStrong = outcome > MEDIAN;
  if (activity > MEDIAN) return isStrong ? 'much-and-strong' : 'much-and-poor';
  return isStrong ? 'little-and-strong' : 'little-and-poor';
}

/** By index of partner, undefined off the roster: all of them together, once per date. */
const standings = memoByDay((values: Values, asOf: Day, facts: AccountFacts): (Standing | Result | undefined)[] => {
  const kinds = kindsOf(facts);
  const from = `From ${kinds.join(', ')}`;
  const places = kinds.map((kind) => placeOf(EVENT_KINDS.indexOf(kind), facts));
  const here = [...facts.partners.keys()].filter((index) => isOnRoster(facts.partners[index] as PartnerFact, asOf));
  const alike = Map.groupBy(here, (index) => (facts.mapped.types ? facts.partners[index]?.type : undefined));
  const said: (Standing | Result | undefined)[] = facts.partners.map(() => undefined);
  /** Of one partner after the other, where it stands in each kind. */
  const own = places.map(() => 0);
  for (const segment of alike.values()) {
    const untold = untoldOf(segment.length, places.length);
    const activities = untold ? [] : places.map((place) => percentilesOf(segment, values.events, place));
    const outcomes = untold ? [] : percentilesOf(segment, values.won, 0);
    for (let i = 0; i < segment.length; i++) {
      for (let k = 0; k < activities.length; k++) own[k] = activities[k]?.[i] as number;
      // In order of size, so that the mean does not depend on that of the kinds.
      const activity = mean(own.sort(ascending)) ?? 0;
      said[segment[i] as number] = untold ?? {
        activity,
        outcome: outcomes[i] as number,
        segment: segment.length,
        from,
      };
    }
  }
  return said;
});

const ascending = (a: number, b: number): number => a - b;

const percentilesOf = (segment: readonly number[], counts: Tallied, place: number): readonly number[] =>
  percentiles(segment.map((index) => counts.at(place + index)));

/** Why a whole segment is not told where it stands. */
function untoldOf(segment: number, kinds: number): Result | undefined {
  if (kinds === 0) return notApplicable('No activity is connected');
  return segment < MIN_SEGMENT ? notEnoughData(segment, MIN_SEGMENT, { reason: TOO_FEW }) : undefined;
}

/** Kinds of event that the account counts and can show, without the outcome itself. */
function kindsOf(facts: AccountFacts): EventKind[] {
  const registers = facts.mapped.registration && facts.settings.qualifyingEvents.includes('registration');
  return [...(registers ? (['registration'] as const) : []), ...connectedKinds(facts)];
}
