/**
 * What did the silence of this partner cost us?
 * An estimate, always shown with the two numbers it is made of, beside the pipeline that lies still.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { inactiveSince, LAST_EVENT, notInactive } from '../derived/inactivity.ts';
import { isOpenSourced } from '../derived/open-deals.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { lastDays, type Roll, type Rows, rollingOf, rowsOf, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

const WON = {
  reach: standing,
  where: (row: TableRow<'decisions'>) => isWon(row) && isSourced(row),
  excluding: WITHOUT_AMOUNT,
};
const won = rowsOf('decisions', WON);
interface Win {
  readonly deal: number;
  readonly day: Day;
  readonly amount: number;
}

/** What partners won by sourcing, by index of partner. */
const WINS_OF: Roll<'decisions', Map<number, Win[]>> = {
  start: () => new Map(),
  change(wins, { deal, day, amount }, by, facts) {
    for (const partner of sourcedBy(facts)(deal)) {
      const own = wins.get(partner) ?? [];
      wins.set(partner, own);
      if (by === 1) own.push({ deal, day, amount });
      else {
        const at = own.findIndex((win) => win.deal === deal && win.day === day && win.amount === amount);
        own.splice(at, 1);
      }
    }
  },
};

const open = rowsOf('spans', { reach: standing, where: isOpenSourced, excluding: WITHOUT_AMOUNT });
const STILL_DAYS = 60;
const touched = rowsOf('touches', { reach: lastDays(STILL_DAYS) });

const BEFORE_DAYS = 365;
const MONTH_DAYS = 365 / 12;
const MAX_MONTHS = 12;
const MIN_WON = 2;

/** What a partner won in the year before its silence, and since. */
interface WonAround {
  before: number;
  wonBefore: number;
  after: number;
}
interface Loss {
  readonly perMonth: number;
  readonly months: number;
  readonly lost: number;
}

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'money',
  window: 'lifetime',
  role: 'sourced',
  scope: 'partner',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const businessLost = defineMetric({
  meta: {
    id: 'business-lost',
    catalogue: 74,
    name: 'Potential business lost',
    question: 'What did the silence of this partner cost us?',
    formula:
      'Of an inactive partner, as an estimate: sourced won amounts of the 365 days before it became inactive / 12, times the ' +
      'months it has been inactive (at most 12), less sourced won amounts since; not below 0. It needs 2 won deals in those ' +
      '365 days. Still pipeline: amounts of its open sourced deals that have not changed for 60 days and on which no mail, ' +
      'call or meeting with a partner was logged in them. The programme adds up inactive partners: a sourced deal has one.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_WON,
    better: 'lower',
    decision: 'Win back first those whose silence costs most.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "potential business lost"'],
    exclusions: ['Partners that are active, new or have left', 'Deals without a countable amount', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      estimate: measure('Business lost, estimate'),
      'revenue-per-month': measure('Sourced revenue a month before'),
      'months-inactive': measure('Months inactive, at most 12', {
        unit: 'months',
        range: [0, MAX_MONTHS],
        whenEmpty: 'number',
      }),
      'still-pipeline': measure('Open deals without activity', { window: 'as-of', whenEmpty: 0 }),
      total: measure('Business lost with inactive partners, estimate', { scope: 'program', whenEmpty: 0 }),
      estimated: measure('Inactive partners with an estimate', {
        unit: 'partners',
        scope: 'program',
        whenEmpty: 0,
      }),
    },
  },
  partner: {
    folds: { ...LAST_EVENT, won, open },
    reference: { touched },
    finish({ last, won, open }, context) {
      const { partner } = context;
      const since = inactiveSince(partner, last.day, context);
      if (since === undefined) {
        const off = notInactive(partner, context);
        return { estimate: off, 'revenue-per-month': off, 'months-inactive': off, 'still-pipeline': off };
      }
      const { asOf, facts, reference } = context;
      const record = newRecord();
      won.each((row) => addTo(record, row, since));
      return {
        ...estimateOf(record, since, asOf),
        'still-pipeline': stillPipeline(open, reference.touched, facts, asOf),
      };
    },
  },
  program: {
    folds: { won: rollingOf('decisions', WINS_OF, WON) },
    peers: LAST_EVENT,
    finish({ won }, context) {
      const { peers, asOf } = context;
      const wins = won.rolled();
      const inactive = peers.flatMap(({ partner, index, values }) => {
        const since = inactiveSince(partner, values.last.day, context);
        return since === undefined ? [] : [{ index, since }];
      });
      const found = inactive.map(({ index, since }) => lossOf(wonAround(wins.get(index) ?? [], since), since, asOf));
      const losses = found.flatMap((loss) => ('lost' in loss ? [loss.lost] : []));
      const excluded =
        inactive.length > losses.length ? { 'fewer than 2 deals won before': inactive.length - losses.length } : {};
      const counts = { denominator: inactive.length, sample: losses.length, excluded };
      return {
        total: value(
          losses.reduce((sum, lost) => sum + lost, 0),
          { sample: losses.length, excluded },
        ),
        estimated: value(losses.length, counts),
      };
    },
  },
});

const monthsSince = (since: Day, asOf: Day): number => Math.min(MAX_MONTHS, (asOf - since) / MONTH_DAYS);

const newRecord = (): WonAround => ({ before: 0, wonBefore: 0, after: 0 });

function addTo(record: WonAround, win: Pick<TableRow<'decisions'>, 'day' | 'amount'>, since: Day): void {
  if (win.day > since) record.after += win.amount;
  else if (win.day > since - BEFORE_DAYS) {
    record.before += win.amount;
    record.wonBefore++;
  }
}

function lossOf({ before, wonBefore, after }: WonAround, since: Day, asOf: Day): Loss | { readonly wonBefore: number } {
  if (wonBefore < MIN_WON) return { wonBefore };
  const perMonth = before / 12;
  const months = monthsSince(since, asOf);
  return { perMonth, months, lost: Math.max(0, perMonth * months - after) };
}

function estimateOf(record: WonAround, since: Day, asOf: Day) {
  const loss = lossOf(record, since, asOf);
  const months = value(monthsSince(since, asOf), { sample: 1 });
  if ('wonBefore' in loss) {
    const few: Result = notEnoughData(loss.wonBefore, MIN_WON, { reason: 'Too few deals won in the year before' });
    return { estimate: few, 'revenue-per-month': few, 'months-inactive': months };
  }
  return {
    estimate: value(loss.lost, {
      reason: 'An estimate: revenue a month before, times the months since, less revenue since',
    }),
    'revenue-per-month': value(loss.perMonth),
    'months-inactive': months,
  };
}

/** Deals on which a mail, call or meeting was logged lately. */
const touchedDeals = memo((touches: Rows<'touches'>, facts: AccountFacts): ReadonlySet<number> => {
  const deals = new Set<number>();
  touches.each(({ engagement }) => {
    if (engagement < 0) return;
    for (const deal of facts.engagements[engagement]?.deals ?? []) deals.add(deal);
  });
  return deals;
});

function stillPipeline(open: Rows<'spans'>, touches: Rows<'touches'>, facts: AccountFacts, asOf: Day): Result {
  let [still, sample] = [0, 0];
  open.each(({ deal, day, amount }) => {
    // Most deals have changed lately, and for those nobody need know which were touched.
    if (day > asOf - STILL_DAYS || touchedDeals(touches, facts).has(deal)) return;
    still += amount;
    sample++;
  });
  return value(still, { sample, excluded: open.excluded });
}

function wonAround(wins: readonly Win[], since: Day): WonAround {
  const record = newRecord();
  for (const win of wins) addTo(record, win, since);
  return record;
}
