/**
 * Which records look as if a number was aimed at, and not what it stands for?
 * Each list is worth a look and proves nothing: a campaign registers many deals in a day, and a deal found by the partner
 * may be won within hours.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { RecordRef } from '../../facts/record-ref.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { partnerOfRow } from '../derived/feed-people.ts';
import { BULK_FROM, crowdedDays, LONE_FROM, SESSION_FROM } from '../derived/gaming-days.ts';
import {
  creditedLater,
  isClaimedLate,
  isDeadlineOnly,
  isExpiredUntouched,
  isRaisedForClose,
} from '../derived/gaming-deals.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { countOf, type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Lists, type Measure, type PartnerContext } from '../metric.ts';
import { type Result, value } from '../result.ts';

/** Days from creation to a win from which nobody asks: 48 hours, in whole days. */
const CLAIMED_LATE_WITHIN_DAYS = 2;

const folds = {
  registrations: rowsOf('registrations', { reach: lastDays(90), where: isSourced }),
  quick: rowsOf('decisions', {
    reach: lastDays(365),
    where: (row) => isWon(row) && isSourced(row) && row.day - row.createdDay <= CLAIMED_LATE_WITHIN_DAYS,
  }),
  won: countOf('decisions', { reach: lastDays(365), where: (row) => isWon(row) && isSourced(row) }),
  wins: rowsOf('decisions', { reach: lastDays(365), where: (row) => isWon(row) && isSourced(row) }),
  losses: rowsOf('decisions', { reach: lastDays(365), where: (row) => !isWon(row) && isSourced(row) }),
  /** By the day on which they run out. */
  expired: rowsOf('registrations', { reach: lastDays(365), on: (row) => row.expiresDay, where: isSourced }),
  registered: rowsOf('registrations', { reach: lastDays(365), where: isSourced }),
  downloads: rowsOf('downloads', { reach: lastDays(90) }),
  answers: rowsOf('survey-answers', { reach: lastDays(365), where: (row) => !Number.isNaN(row.score) }),
};
type Values = FoldValues<typeof folds>;
type Registrations = Rows<'registrations'>;

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
    reference: { registrations: folds.registrations },
    finish: (values, context) => counts(values, foundOf(values, ofPartner(values, context), context)),
    list: (values, context) => lists(foundOf(values, ofPartner(values, context), context), context.facts),
  },
  program: {
    folds,
    finish: (values, context) => counts(values, foundOf(values, ofProgram(values, context.facts), context)),
    list: (values, context) => lists(foundOf(values, ofProgram(values, context.facts), context), context.facts),
  },
});

/** A registration: of a deal, or one that stands for itself. */
interface Registered {
  readonly deal: number;
  readonly loose: number;
}

interface OfRegistrations {
  readonly bulk: readonly Registered[];
  readonly shared: readonly Registered[];
}

const ofPartner = (
  values: Values,
  { facts, index, reference }: PartnerContext<FoldValues<{ registrations: typeof folds.registrations }>>,
): OfRegistrations => ({
  bulk: partnerBulk(values.registrations),
  shared: shared(reference.registrations, facts).of(index),
});

const ofProgram = (values: Values, facts: AccountFacts): OfRegistrations => ({
  bulk: programBulk(values.registrations, facts),
  shared: shared(values.registrations, facts).all,
});

interface Found extends OfRegistrations {
  readonly quick: readonly number[];
  readonly expired: readonly Registered[];
  readonly deadline: readonly number[];
  readonly late: readonly number[];
  readonly raised: readonly number[];
  /** Indexes into `AccountFacts.feedRows`. */
  readonly downloads: readonly number[];
  readonly answers: readonly number[];
}

function foundOf(values: Values, registrations: OfRegistrations, context: Context): Found {
  const { facts } = context;
  const found = {
    quick: dealsIn(values.quick),
    deadline: [] as number[],
    late: [] as number[],
    raised: [] as number[],
  };
  const expired: Registered[] = [];
  const sourcers = sourcedBy(facts);
  values.expired.each((row) => {
    if (isExpiredUntouched(facts.deals[row.deal], row.expiresDay, context)) expired.push(readRow(row));
  });
  values.losses.each(({ deal, day, registeredDay }) => {
    if (isDeadlineOnly(registeredDay, day, facts)) found.deadline.push(deal);
  });
  const isLater = creditedLater(facts);
  values.registered.each(({ deal }) => {
    if (!isLater(deal)) return;
    const fact = facts.deals[deal];
    if (sourcers(deal).some((partner) => isClaimedLate(fact, partner, context))) found.late.push(deal);
  });
  values.wins.each(({ deal, day }) => {
    if (isRaisedForClose(facts.deals[deal], day, context)) found.raised.push(deal);
  });
  const [downloads, answers] = [crowdedSessions(values.downloads, facts), loneAnswers(values.answers, facts)];
  return { ...registrations, ...found, expired, downloads, answers };
}

const dealsIn = (rows: Rows<'decisions'>): number[] => rows.map(({ deal }) => deal);

/** Downloads of a person on a day that holds so many of them that they were hardly read. */
function crowdedSessions(rows: Values['downloads'], facts: AccountFacts): number[] {
  if (rows.count < SESSION_FROM) return [];
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
function loneAnswers(rows: Values['answers'], facts: AccountFacts): number[] {
  if (rows.count < LONE_FROM) return [];
  const known = rows.map((row) => ({
    feedRow: row.feedRow,
    contact: row.contact,
    wave: `${partnerOfRow(row, facts)}/${row.survey}`,
  }));
  return [...Map.groupBy(known, ({ wave }) => wave).values()]
    .filter((wave) => wave.length >= LONE_FROM && new Set(wave.map(({ contact }) => contact)).size === 1)
    .flatMap((wave) => wave.map(({ feedRow }) => feedRow));
}

function counts(values: Values, found: Found) {
  const of = (records: readonly unknown[], among: number): Result =>
    value(records.length, { numerator: records.length, denominator: among, sample: among });
  return {
    bulk: of(found.bulk, values.registrations.count),
    shared: of(found.shared, values.registrations.count),
    'won-at-once': of(found.quick, values.won.count),
    'expired-untouched': of(found.expired, values.expired.count),
    deadline: of(found.deadline, values.losses.count),
    'claimed-late': of(found.late, values.registered.count),
    'raised-for-close': of(found.raised, values.won.count),
    'crowded-downloads': of(found.downloads, values.downloads.count),
    'lone-answers': of(found.answers, values.answers.count),
  };
}

function lists(found: Found, facts: AccountFacts): Lists {
  const refer = ({ deal, loose }: Registered): number | RecordRef => {
    const one = facts.registrations[loose];
    return one ? { type: one.record, id: one.id } : deal;
  };
  const row = (index: number): RecordRef[] =>
    facts.feedRows.slice(index, index + 1).map(({ kind, key }) => ({ type: 'feed-row', id: `${kind}/${key}` }));
  return {
    bulk: found.bulk.map(refer),
    shared: found.shared.map(refer),
    'won at once': found.quick,
    'expired untouched': found.expired.map(refer),
    'before a deadline': found.deadline,
    'source named late': found.late,
    'raised for the close': found.raised,
    'crowded downloads': found.downloads.flatMap(row),
    'lone answers': found.answers.flatMap(row),
  };
}

const readRow = ({ day, deal, loose }: { readonly day: number; readonly deal: number; readonly loose: number }) => ({
  day,
  deal,
  loose,
});

const partnerBulk = (rows: Registrations): readonly Registered[] =>
  rows.count < BULK_FROM ? [] : crowdedDays(rows.map(readRow), BULK_FROM);

/** Those of each partner, each registration once. */
function programBulk(rows: Registrations, facts: AccountFacts): Registered[] {
  const each = registeredBy(rows, facts);
  const byPartner = Map.groupBy(each, ({ partner }) => partner);
  const found = [...byPartner.values()].flatMap((own) => crowdedDays(own, BULK_FROM));
  return [...new Map(found.map(({ one }) => [`${one.deal}/${one.loose}`, one])).values()];
}

/** What each partner registered: a registration of two stands there twice. */
const registeredBy = memo((rows: Registrations, facts: AccountFacts) => {
  const each: { readonly day: number; readonly partner: number; readonly one: Registered }[] = [];
  const sourcers = sourcedBy(facts);
  rows.each(({ day, deal, loose }) => {
    const one = { deal, loose };
    const partners = deal < 0 ? [facts.registrations[loose]?.partner ?? -1] : sourcers(deal);
    for (const partner of partners) each.push({ day, partner, one });
  });
  return each;
});

const NOBODY = -1;
const SEVERAL = -2;

/** Registrations of customers that more than one partner registered, worked out once for all partners. */
const shared = memo((rows: Registrations, facts: AccountFacts) => {
  const registrant = new Int32Array(facts.customers.length).fill(NOBODY);
  for (const { one, partner } of registeredBy(rows, facts)) {
    for (const customer of facts.deals[one.deal]?.customers ?? []) {
      const known = registrant[customer];
      registrant[customer] = known === NOBODY || known === partner ? partner : SEVERAL;
    }
  }
  const all = new Set<Registered>();
  const byPartner = new Map<number, Registered[]>();
  for (const { one, partner } of registeredBy(rows, facts)) {
    const customers = facts.deals[one.deal]?.customers ?? [];
    if (!customers.some((customer) => registrant[customer] === SEVERAL)) continue;
    all.add(one);
    const own = byPartner.get(partner);
    if (own) own.push(one);
    else byPartner.set(partner, [one]);
  }
  return { all: [...all], of: (partner: number): readonly Registered[] => byPartner.get(partner) ?? [] };
});
