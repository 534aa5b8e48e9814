/**
 * Does what the partner does come to anything?
 * Where it stands among partners like it in what it does and in what comes of it, the two held against each other. Either
 * alone misleads: much activity may be wasted, and little may be enough.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { tenureDays } from '../../facts/partner.ts';
import { EVENT_KINDS, type EventKind, type TableRow } from '../../facts/tables.ts';
import { meanOfFew } from '../../kit/average.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { percentiles } from '../../kit/ranks.ts';
import { connectedKinds } from '../derived/activity.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { isHere, rosterOf } from '../derived/roster.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { offRoster } from '../derived/tenure.ts';
import { type FoldValues, lastDays, tallyOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const WINDOW_DAYS = 180;
const MIN_SEGMENT = 8;
/** A won deal is what activity leads to, so it is none. */
const WON_DEAL = EVENT_KINDS.indexOf('won-deal');
const MEDIAN = 0.5;

/** Where in a tally the events of one kind stand: those of the partners one after the other. */
const placeOf = (kind: number, { partners }: AccountFacts): number => kind * partners.length;

function placesOf({ kind, partner, deal }: TableRow<'events'>, facts: AccountFacts): number[] {
  const own = partner >= 0 ? [partner] : sourcedBy(facts)(deal);
  return own.map((index) => placeOf(kind, facts) + index);
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
      if (off) return everywhere(off);
      const { reference, index, asOf, facts } = context;
      const { segments, activities, outcomes, from } = standings(reference, asOf, facts);
      if (from === undefined) return NOTHING_CONNECTED;
      const sample = segments[index] as number;
      if (sample < MIN_SEGMENT) return everywhere(notEnoughData(sample, MIN_SEGMENT, { reason: TOO_FEW }));
      const [activity, outcome] = [activities[index] as number, outcomes[index] as number];
      const tenure = tenureDays(partner, asOf);
      const qualifier = tenure !== null && tenure < WINDOW_DAYS ? ('new' as const) : undefined;
      const quadrant = quadrantOf(activity, outcome);
      return {
        quadrant: value(quadrant, { sample, qualifier, reason: SENTENCES[quadrant] }),
        activity: value(activity, { sample, qualifier, reason: from }),
        outcome: value(outcome, { sample, qualifier }),
      };
    },
  },
  program: {
    folds,
    finish(values, { asOf, facts }) {
      const { segments, activities, outcomes, from } = standings(values, asOf, facts);
      const all = segments.reduce((count, segment) => (segment > 0 ? count + 1 : count), 0);
      const found = { 'much-and-strong': 0, 'much-and-poor': 0, 'little-and-strong': 0, 'little-and-poor': 0 };
      let known = 0;
      for (const [index, segment] of segments.entries()) {
        if (from === undefined || segment < MIN_SEGMENT) continue;
        found[quadrantOf(activities[index] as number, outcomes[index] as number)]++;
        known++;
      }
      const counted = (quadrant: Quadrant): Result =>
        known === 0
          ? notEnoughData(Math.min(all, MIN_SEGMENT - 1), MIN_SEGMENT, { reason: TOO_FEW })
          : value(found[quadrant], { sample: known });
      return { 'much-and-poor': counted('much-and-poor'), 'little-and-strong': counted('little-and-strong') };
    },
  },
});
const TOO_FEW = 'Too few partners of one type to stand among';

const everywhere = (said: Result) => ({ quadrant: said, activity: said, outcome: said });
const NOTHING_CONNECTED = everywhere(notApplicable('No activity is connected'));

function quadrantOf(activity: number, outcome: number): Quadrant {
  const isStrong = outcome > MEDIAN;
  if (activity > MEDIAN) return isStrong ? 'much-and-strong' : 'much-and-poor';
  return isStrong ? 'little-and-strong' : 'little-and-poor';
}

/** By index of partner, so that each only looks up what is its own. */
interface Standings {
  /** Partners of its type on the roster, itself among them; 0 where it is not on the roster. */
  readonly segments: Int32Array;
  /** 0..1 among them, where they are enough. */
  readonly activities: Float64Array;
  readonly outcomes: Float64Array;
  /** What the activity is made of, in words; undefined where nothing is connected. */
  readonly from: string | undefined;
}

/** All partners on the roster together, once per date. */
const standings = memoByDay((values: Values, asOf: Day, facts: AccountFacts): Standings => {
  const { partners, mapped } = facts;
  const kinds = kindsOf(facts);
  const places = kinds.map((kind) => placeOf(EVENT_KINDS.indexOf(kind), facts));
  const segments = new Int32Array(partners.length);
  const activities = new Float64Array(partners.length);
  const outcomes = new Float64Array(partners.length);
  const own = new Float64Array(kinds.length);
  const roster = rosterOf(facts);
  const here = [...partners.keys()].filter((index) => isHere(roster, index, asOf));
  for (const segment of Map.groupBy(here, (index) => (mapped.types ? partners[index]?.type : undefined)).values()) {
    for (const index of segment) segments[index] = segment.length;
    if (segment.length < MIN_SEGMENT) continue;
    const byKind = places.map((place) => percentiles(segment.map((index) => values.events.at(place + index))));
    const revenues = percentiles(segment.map((index) => values.won.at(index)));
    for (let i = 0; i < segment.length; i++) {
      const index = segment[i] as number;
      for (let k = 0; k < own.length; k++) own[k] = (byKind[k] as number[])[i] as number;
      activities[index] = meanOfFew(own);
      outcomes[index] = revenues[i] as number;
    }
  }
  return { segments, activities, outcomes, from: kinds.length === 0 ? undefined : `From ${kinds.join(', ')}` };
});

/** Kinds of event that the account counts and can show, without the outcome itself. */
function kindsOf(facts: AccountFacts): EventKind[] {
  const registers = facts.mapped.registration && facts.settings.qualifyingEvents.includes('registration');
  return [...(registers ? (['registration'] as const) : []), ...connectedKinds(facts)];
}
