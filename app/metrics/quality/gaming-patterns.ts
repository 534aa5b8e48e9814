/**
 * Which records look as if a number was aimed at, and not what it stands for?
 * Each list is worth a look and proves nothing: a campaign registers many deals in a day, and a deal found by the partner
 * may be won within hours.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { RecordRef } from '../../facts/record-ref.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { partnerOfRow } from '../derived/feed-people.ts';
import { BULK_FROM, crowdedDays, LONE_FROM, SESSION_FROM } from '../derived/gaming-days.ts';
import {
  creditedLater,
  isClaimedLate,
  isDeadlineOnly,
  isRaisedBefore,
  isRaisedForClose,
  isUntouched,
} from '../derived/gaming-deals.ts';
import {
  ALL_REGISTRATIONS,
  partnerBulk,
  programBulk,
  type Registered,
  type Registrations,
  shared,
  sharedOf,
} from '../derived/gaming-registrations.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { countOf, type FoldValues, lastDays, type Rows, rollingOf, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Lists, type Measure, type PartnerContext } from '../metric.ts';
import { type Result, value } from '../result.ts';

/** Days from creation to a win from which nobody asks: 48 hours, in whole days. */
const CLAIMED_LATE_WITHIN_DAYS = 2;

const isSourcedWin = (row: TableRow<'decisions'>): boolean => isWon(row) && isSourced(row);
const isSourcedLoss = (row: TableRow<'decisions'>): boolean => !isWon(row) && isSourced(row);
const year = lastDays(365);
/** By the day on which registrations run out. */
const runOut = { reach: year, on: (row: { readonly expiresDay: Day }) => row.expiresDay };

/** What single records tell is asked of each once, so that a date only counts them. */
const REGISTRATIONS = { reach: lastDays(90), where: isSourced };
const folds = {
  registrations: rowsOf('registrations', REGISTRATIONS),
  quick: rowsOf('decisions', {
    reach: year,
    where: (row) => isSourcedWin(row) && row.day - row.createdDay <= CLAIMED_LATE_WITHIN_DAYS,
  }),
  won: countOf('decisions', { reach: year, where: isSourcedWin }),
  /** Whether one was lowered again is for the date to say. */
  raised: rowsOf('decisions', {
    reach: year,
    where: (row, { deals }) => isSourcedWin(row) && isRaisedBefore(deals[row.deal], row.day),
  }),
  lost: countOf('decisions', { reach: year, where: isSourcedLoss }),
  deadline: rowsOf('decisions', {
    reach: year,
    where: (row, facts) => isSourcedLoss(row) && isDeadlineOnly(row.registeredDay, row.day, facts),
  }),
  expired: countOf('registrations', { ...runOut, where: isSourced }),
  untouched: rowsOf('registrations', {
    ...runOut,
    where: (row, { deals }) => isSourced(row) && isUntouched(deals[row.deal], row.expiresDay),
  }),
  registered: countOf('registrations', { reach: year, where: isSourced }),
  /** Whether the source was named late is for the date to say. */
  later: rowsOf('registrations', {
    reach: year,
    where: (row, facts) => isSourced(row) && creditedLater(facts)(row.deal),
  }),
  downloads: rowsOf('downloads', { reach: lastDays(90) }),
  answers: rowsOf('survey-answers', { reach: lastDays(365), where: (row) => !Number.isNaN(row.score) }),
};
type Values = FoldValues<typeof folds>;
const ofAll = { registrations: rollingOf('registrations', ALL_REGISTRATIONS, REGISTRATIONS) };
type OfAll = FoldValues<typeof ofAll>;

const measure = (label: string, window: string): Measure => ({
  label,
  unit: 'records',
  window,
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

export const gamingPatterns = defineMetric({
  meta: {
    id: 'gaming-patterns',
    catalogue: 108,
    name: 'Patterns worth a look',
    question: 'Which records look as if a number was aimed at, and not what it stands for?',
    formula:
      `Registrations of 90 days made on a day on which the partner registered at least ${BULK_FROM}; registrations of 90 ` +
      'days of a customer that another partner registered in them as well; sourced deals of 365 days won within two days ' +
      'of their creation; registrations that ran out in 365 days while the deal never moved; sourced deals lost within 90 ' +
      'days of a registration in the last 7 days of a fiscal quarter; deals whose source was named after they had reached ' +
      'the proposal; won deals whose amount rose by a fifth in the 14 days before and fell by a fifth in the 90 after; ' +
      `downloads of one person on a day with at least ${SESSION_FROM}; survey waves in which one person gave at least ` +
      `${LONE_FROM} answers and nobody else any. Each list names its records. A spike is told by registration spike, with ` +
      'the close rate of what it brought by close rate.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Look at the records with the partner before anything is decided; change the rule that invites them.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Common Measurement Pitfalls": gaming'],
    exclusions: [
      'Deleted deals, of which nothing is left to see',
      'Registrations that name no customer, for registrations by several partners',
      'Spikes, which registration spike tells',
    ],
    calendarBound: true,
    version: 2,
    changelog: [
      '1: registrations in bulk, of one customer by several partners, and wins right after creation',
      '2: expiries, deadlines, late sources, raised amounts, crowded downloads, lone answers',
    ],
    measures: {
      bulk: measure('Registrations made in bulk', 'W90'),
      shared: measure('Registrations of a customer that another partner registered', 'W90'),
      'won-at-once': measure('Sourced deals won within two days', 'W365'),
      'expired-untouched': measure('Registrations that ran out untouched', 'W365'),
      deadline: measure('Registrations just before the end of a quarter, lost soon after', 'W365'),
      'claimed-late': measure('Deals whose source was named after the proposal', 'W365'),
      'raised-for-close': measure('Won deals whose amount rose for the close and fell after it', 'W365'),
      'crowded-downloads': { ...measure('Downloads of one person on one crowded day', 'W90'), whenEmpty: 0 },
      'lone-answers': measure('Waves of a survey answered by one person alone', 'W365'),
    },
  },
  partner: {
    folds,
    reference: ofAll,
    finish: (values, context) => counts(values, countsOfPartner(values, context), context),
    list: (values, context) => lists(values, listsOfPartner(values, context), context),
  },
  program: {
    folds: { ...folds, ...ofAll },
    finish: (values, context) => counts(values, countsOfProgram(values, context), context),
    list: (values, context) => lists(values, listsOfProgram(values, context), context),
  },
});

/** What is found in registrations, of a partner among those of all or of all together. */
interface OfRegistrations<Found> {
  readonly bulk: Found;
  readonly shared: Found;
}
type PartnerNow = PartnerContext<OfAll>;

function countsOfPartner({ registrations }: Values, context: PartnerNow): OfRegistrations<number> {
  if (registrations.count === 0) return NO_REGISTRATIONS;
  return {
    bulk: partnerBulk(registrations).length,
    shared: shared(context.reference.registrations, context.facts).counts[context.index] ?? 0,
  };
}
const NO_REGISTRATIONS = { bulk: 0, shared: 0 };

const listsOfPartner = ({ registrations }: Values, { reference, index, facts }: PartnerNow) => ({
  bulk: partnerBulk(registrations),
  shared: sharedOf(index, shared(reference.registrations, facts), facts),
});

const countsOfProgram = ({ registrations }: OfAll, { facts }: Context): OfRegistrations<number> => ({
  bulk: programBulk(registrations, facts).length,
  shared: shared(registrations, facts).deals.length,
});

const listsOfProgram = ({ registrations }: OfAll, { facts }: Context) => ({
  bulk: programBulk(registrations, facts),
  shared: shared(registrations, facts).deals,
});

const NONE: readonly number[] = [];

function claimedLate(later: Registrations, context: Context): readonly number[] {
  if (later.count === 0) return NONE;
  const { facts } = context;
  const late: number[] = [];
  later.each(({ deal }) => {
    const isLate = (partner: number) => isClaimedLate(facts.deals[deal], partner, context);
    if (sourcedBy(facts)(deal).some(isLate)) late.push(deal);
  });
  return late;
}

function raisedForClose(wins: Rows<'decisions'>, context: Context): readonly number[] {
  if (wins.count === 0) return NONE;
  const raised: number[] = [];
  wins.each(({ deal, day }) => {
    if (isRaisedForClose(context.facts.deals[deal], day, context)) raised.push(deal);
  });
  return raised;
}

const dealsIn = (rows: Rows<'decisions'>): number[] => rows.map(({ deal }) => deal);

/** Downloads of a person on a day that holds so many of them that they were hardly read. */
function crowdedSessions(rows: Values['downloads'], facts: AccountFacts): readonly number[] {
  if (rows.count < SESSION_FROM) return NONE;
  const known = rows.map((row) => ({
    day: row.day,
    feedRow: row.feedRow,
    person: `${partnerOfRow(row, facts)}/${row.user}`,
    user: row.user,
  }));
  const people = Map.groupBy(
    known.filter(({ user }) => user >= 0),
    ({ person }) => person,
  );
  return [...people.values()].flatMap((own) => crowdedDays(own, SESSION_FROM)).map(({ feedRow }) => feedRow);
}

/** Answers of a wave that only one person of the partner gave. */
function loneAnswers(rows: Values['answers'], facts: AccountFacts): readonly number[] {
  if (rows.count < LONE_FROM) return NONE;
  const known = rows.map((row) => ({
    feedRow: row.feedRow,
    contact: row.contact,
    wave: `${partnerOfRow(row, facts)}/${row.survey}`,
  }));
  return [...Map.groupBy(known, ({ wave }) => wave).values()]
    .filter((wave) => wave.length >= LONE_FROM && new Set(wave.map(({ contact }) => contact)).size === 1)
    .flatMap((wave) => wave.map(({ feedRow }) => feedRow));
}

const found = (count: number, among: number): Result =>
  value(count, { numerator: count, denominator: among, sample: among });

/** Nearly always nothing is found, among few: what is said then is made once for all partners. */
const NOTHING_AMONG = Array.from({ length: 1000 }, (_, among) => found(0, among));
const share = (count: number, among: number): Result =>
  (count === 0 ? NOTHING_AMONG[among] : undefined) ?? found(count, among);

const counts = (values: Values, { bulk, shared }: OfRegistrations<number>, context: Context) => ({
  bulk: share(bulk, values.registrations.count),
  shared: share(shared, values.registrations.count),
  'won-at-once': share(values.quick.count, values.won.count),
  'expired-untouched': share(values.untouched.count, values.expired.count),
  deadline: share(values.deadline.count, values.lost.count),
  'claimed-late': share(claimedLate(values.later, context).length, values.registered.count),
  'raised-for-close': share(raisedForClose(values.raised, context).length, values.won.count),
  'crowded-downloads': share(crowdedSessions(values.downloads, context.facts).length, values.downloads.count),
  'lone-answers': share(loneAnswers(values.answers, context.facts).length, values.answers.count),
});

function lists(
  values: Values,
  { bulk, shared }: { readonly bulk: readonly Registered[]; readonly shared: readonly number[] },
  context: Context,
): Lists {
  const { facts } = context;
  const refer = ({ deal, loose }: Registered): number | RecordRef => {
    const one = facts.registrations[loose];
    return one ? { type: one.record, id: one.id } : deal;
  };
  const row = (index: number): RecordRef[] =>
    facts.feedRows.slice(index, index + 1).map(({ kind, key }) => ({ type: 'feed-row', id: `${kind}/${key}` }));
  return {
    bulk: bulk.map(refer),
    shared,
    'won at once': dealsIn(values.quick),
    'expired untouched': values.untouched.map(({ deal, loose }) => refer({ deal, loose })),
    'before a deadline': dealsIn(values.deadline),
    'source named late': claimedLate(values.later, context),
    'raised for the close': raisedForClose(values.raised, context),
    'crowded downloads': crowdedSessions(values.downloads, facts).flatMap(row),
    'lone answers': loneAnswers(values.answers, facts).flatMap(row),
  };
}
