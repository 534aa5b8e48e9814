/**
 * Is a competitor taking our place at this partner?
 * What somebody has judged, for as long as the judgement is fresh, and the evidence beside it: deals lost to competitors,
 * other vendors, a falling share of our business through partners. A partner that says nothing gives no evidence.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS } from '../../facts/need.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import { counted } from '../../kit/counted.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { isChange } from '../derived/change.ts';
import { isAnyRole, isSourced, isWon } from '../derived/deals.ts';
import { countOf, type FoldValues, lastDays, type Rows, rowsOf, standing } from '../fold.ts';
import { type Context, defineMetric, type Measure, type PartnerContext } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, share, value } from '../result.ts';

const folds = {
  assessments: rowsOf('displacement-risks', { reach: standing }),
  vendors: rowsOf('other-vendors', { reach: standing }),
  lost: rowsOf('decisions', { reach: lastDays(365), where: (row) => row.won === 0 && isAnyRole(row) }),
  won: countOf('decisions', { reach: lastDays(365), where: (row) => isWon(row) && isSourced(row) }),
  wonBefore: countOf('decisions', { reach: lastDays(365, 365), where: (row) => isWon(row) && isSourced(row) }),
};
const reference = {
  wonByAll: countOf('decisions', { reach: lastDays(365), where: (row) => isWon(row) && isSourced(row) }),
  wonByAllBefore: countOf('decisions', { reach: lastDays(365, 365), where: (row) => isWon(row) && isSourced(row) }),
};
type Values = FoldValues<typeof folds>;

const EXPIRES_AFTER_DAYS = 180;
const MIN_LOST = 5;
const MIN_WON_BY_ALL = 5;
const LEVELS = FEEDS['displacement-risks'].columns.level.choices;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  scope: 'partner',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const displacementRisk = defineMetric({
  meta: {
    id: 'displacement-risk',
    catalogue: 57,
    name: 'Competitive displacement risk',
    question: 'Is a competitor taking our place at this partner?',
    formula:
      'Assessment: the latest level entered for the partner (low, medium, high), for 180 days. Lost to competitors: of the ' +
      "deals with the partner in any role lost in 365 days, those whose reason is on the account's list of competitor " +
      'reasons. Other vendors: those known and not ended. Change of share: its share of all sourced deals won in 365 days ' +
      '- the share in the 365 days before. Evidence: how many of the three point to a competitor, which are any deal lost ' +
      'to one, any other vendor, and won deals that fell by more than chance while its share fell.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles'],
    minimumSample: MIN_LOST,
    // A stale assessment names the day of it.
    calendarBound: true,
    better: 'lower',
    decision: 'Talk to the partner about the competitor before it has moved.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics for Predictive Insight"'],
    exclusions: ['Silence: a partner that does nothing is inactive, which says nothing of competitors', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      assessment: measure('Assessed risk of displacement', { unit: 'text', window: 'as-of', range: [null, null] }),
      'lost-to-competitors': measure('Lost deals that went to a competitor', { role: 'any' }),
      'other-vendors': measure('Other vendors it sells', {
        unit: 'records',
        window: 'as-of',
        range: [0, null],
        whenEmpty: 0,
      }),
      'share-change': measure('Change of its share of sourced deals', {
        unit: 'share-change',
        role: 'sourced',
        range: [-1, 1],
      }),
      evidence: measure('Signs of a competitor', { unit: 'records', range: [0, 3], whenEmpty: 0 }),
      'assessed-high': measure('Partners assessed as high risk', {
        unit: 'partners',
        window: 'as-of',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      }),
    },
  },
  partner: {
    folds,
    reference,
    finish: finishPartner,
    list: ({ lost }, { facts }) => ({ lost: toCompetitors(lost, facts) }),
  },
  program: {
    folds: { assessments: folds.assessments },
    peers: {},
    finish: ({ assessments }, { peers, facts, asOf }) => ({
      'assessed-high': assessedHigh(assessments, new Set(peers.map(({ index }) => index)), facts, asOf),
    }),
  },
});

function finishPartner(values: Values, context: PartnerContext<FoldValues<typeof reference>>) {
  const { facts } = context;
  const lostTo = lostToCompetitors(values.lost, facts);
  const vendors = vendorsAt(values.vendors, context);
  const change = shareChange(values, context.reference);
  const hasFallen =
    change.state === 'value' &&
    Number(change.value) < 0 &&
    values.won.count < values.wonBefore.count &&
    isChange(values.won.count, values.wonBefore.count);
  return {
    assessment: assessment(values.assessments, context),
    'lost-to-competitors': share(lostTo, values.lost.count, MIN_LOST),
    'other-vendors': facts.mapped['other-vendors'] ? value(vendors, { sample: vendors }) : NO_VENDORS_FEED,
    'share-change': change,
    evidence: evidence(lostTo, vendors, hasFallen),
  };
}

const NO_VENDORS_FEED = notSetUp(NEEDS['other-vendors']);

function evidence(lostTo: number, vendors: number, hasFallen: boolean): Result {
  if (lostTo === 0 && vendors === 0) return hasFallen ? ONLY_FALLEN : NO_EVIDENCE;
  const signs = [
    lostTo > 0 && `${counted(lostTo, 'deal')} lost to a competitor`,
    vendors > 0 && counted(vendors, 'other vendor'),
    hasFallen && FALLEN,
  ].filter((sign) => sign !== false);
  return value(signs.length, { reason: signs.join(', ') });
}
const FALLEN = 'a falling share';
const ONLY_FALLEN = value(1, { reason: FALLEN });
const NO_EVIDENCE = value(0);

/** Deals lost for a reason that the account counts as a competitor. */
function toCompetitors(lost: Rows<'decisions'>, facts: AccountFacts): number[] {
  const { ofDeal } = competitorLosses(facts);
  const found: number[] = [];
  lost.each(({ deal }) => {
    if (ofDeal[deal] === 1) found.push(deal);
  });
  return found;
}

/** How many those are. Where no deal of the account was lost so, none is looked at. */
const lostToCompetitors = (lost: Rows<'decisions'>, facts: AccountFacts): number =>
  lost.count > 0 && competitorLosses(facts).some ? toCompetitors(lost, facts).length : 0;

/** By index of deal, and whether there are some. */
const competitorLosses = memo(({ deals, settings }: AccountFacts) => {
  const reasons = new Set(settings.competitorLostReasons.map((reason) => reason.toLowerCase()));
  const ofDeal = Uint8Array.from(deals, ({ lostReason }) => (reasons.has(lostReason?.toLowerCase() ?? '') ? 1 : 0));
  return { ofDeal, some: ofDeal.includes(1) };
});

function vendorsAt(rows: Rows<'other-vendors'>, { hasCome }: Context): number {
  if (rows.count === 0) return 0;
  const known = new Set<number>();
  rows.each(({ vendor, ended }) => {
    if (ended === NEVER || !hasCome(ended)) known.add(vendor);
  });
  return known.size;
}

function shareChange({ won, wonBefore }: Values, { wonByAll, wonByAllBefore }: FoldValues<typeof reference>): Result {
  const have = Math.min(wonByAll.count, wonByAllBefore.count);
  if (have < MIN_WON_BY_ALL) {
    return notEnoughData(have, MIN_WON_BY_ALL, { reason: 'Too few sourced deals were won in one of the two years' });
  }
  return value(won.count / wonByAll.count - wonBefore.count / wonByAllBefore.count, {
    numerator: won.count,
    denominator: wonByAll.count,
    sample: won.count + wonBefore.count,
  });
}

/** The latest judgement; of two on one day the graver. */
function latestLevel(rows: Rows<'displacement-risks'>): { day: Day; level: number } | undefined {
  if (rows.count === 0) return undefined;
  const found = rows.map(({ day, level }) => ({ day, level }));
  return found.sort((a, b) => b.day - a.day || b.level - a.level)[0];
}

function assessment(rows: Rows<'displacement-risks'>, { facts, hasCome }: Context): Result {
  if (!facts.mapped['displacement-risks']) return NO_ASSESSMENTS_FEED;
  const latest = latestLevel(rows);
  if (!latest) return NOT_ASSESSED;
  if (hasCome(latest.day + EXPIRES_AFTER_DAYS + 1)) {
    return { state: 'stale', since: latest.day, reason: 'An assessment holds for 180 days' };
  }
  return value(LEVELS[latest.level] ?? '', { sample: rows.count });
}
const NO_ASSESSMENTS_FEED = notSetUp(NEEDS['displacement-risks']);
const NOT_ASSESSED = notEnoughData(0, 1, { reason: 'Nobody has assessed this partner' });

function assessedHigh(
  rows: Rows<'displacement-risks'>,
  roster: ReadonlySet<number>,
  facts: AccountFacts,
  asOf: Day,
): Result {
  if (!facts.mapped['displacement-risks']) return NO_ASSESSMENTS_FEED;
  const latest = new Map<number, { day: Day; level: number }>();
  rows.each(({ feedRow, day, level }) => {
    const partner = facts.feedRows[feedRow]?.partner;
    if (partner === null || partner === undefined || !roster.has(partner) || asOf - day > EXPIRES_AFTER_DAYS) return;
    const known = latest.get(partner);
    if (!known || day > known.day || (day === known.day && level > known.level)) latest.set(partner, { day, level });
  });
  const high = [...latest.values()].filter(({ level }) => LEVELS[level] === 'high').length;
  return value(high, { numerator: high, denominator: latest.size, sample: latest.size });
}
