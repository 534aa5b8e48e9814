/**
 * What the programme can learn as of a date, in one place: whom to go to, who brings most, what leads to revenue, what
 * rewards and commissions say, what could be improved. Partners are named by id, so that each line leads to its evidence.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { RewardRule } from '../mapping/settings.ts';
import { type Lift, liftTable, nameOf } from '../metrics/derived/ideal-partner.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../metrics/result.ts';
import { type CommissionRow, commissionTable, type RateChange, rateChanges } from './commission-table.ts';
import { type Enhancement, enhancements } from './enhancements.ts';
import { goToTable } from './go-to-partners.ts';
import { type HealthBeforeLeaving, healthBeforeLeaving } from './health-before-leaving.ts';
import { fitOf } from './ideal-partner.ts';
import { type LeadingRelation, leadingRelations } from './leading-relations.ts';
import { rewards } from './rewards.ts';

export interface NamedPartner {
  readonly id: string;
  readonly name: string;
}

export interface MarketLesson {
  readonly name: string;
  readonly won: number;
  readonly lost: number;
  /** Null where nobody has shown enough: somebody is to be recruited. */
  readonly goTo: (NamedPartner & { readonly won: number; readonly lost: number }) | null;
}

export interface TraitLesson extends Lift {
  /** Partners in the upper quarter with the trait, those that brought most first. */
  readonly examples: readonly NamedPartner[];
}

/** A partner without revenue so far, held against the proven traits. */
export interface FitLesson {
  readonly partner: NamedPartner;
  /** 0..1 */
  readonly score: number;
  readonly matched: readonly string[];
  readonly missing: readonly string[];
  /** Of which it is not known whether it has them. */
  readonly unknown: readonly string[];
}

export interface RewardLesson {
  readonly rule: RewardRule;
  readonly met: number;
  /** Those furthest beyond the rule. */
  readonly partners: readonly (NamedPartner & { readonly value: number; readonly sample: number | null })[];
  readonly unknown: number;
}

export interface HealthLessons extends HealthBeforeLeaving {
  /** Of all that left, also those that are not listed. */
  readonly count: number;
}

export interface Lessons {
  readonly markets: readonly MarketLesson[];
  /** Of the markets with decided deals, also those that are not listed. */
  readonly marketCount: number;
  readonly traits: readonly TraitLesson[];
  readonly fits: readonly FitLesson[];
  readonly relations: readonly LeadingRelation[];
  readonly rewards: readonly RewardLesson[];
  readonly commissions: readonly CommissionRow[];
  readonly rateChanges: readonly RateChange[];
  readonly enhancements: readonly Enhancement[];
  /** Null where nobody has left; left out of what was stored before it was kept. */
  readonly departures?: HealthLessons | null;
}

export interface LessonInput {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  readonly metrics: readonly Metric[];
  readonly asOf: Day;
  /** Results of a partner by `metric/measure`. */
  readonly resultsOf: (partner: number) => ReadonlyMap<string, Result>;
  /** Results of the programme by `metric/measure`. */
  readonly program: Readonly<Record<string, Result>>;
  /**
   * What was said of departures earlier on the same day, where only deals have changed since: what was known of a past day
   * stays what it was, and asking again costs as much as the health of every partner.
   */
  readonly departures?: HealthLessons | null | undefined;
}

const LISTED = 10;
const EXAMPLES = 3;
const NEW_WITHIN_DAYS = 365;
const REVENUE = 'sourced-revenue/revenue-365d';

export function lessonsOf(input: LessonInput): Lessons {
  const { facts, packed, metrics, asOf, program, resultsOf } = input;
  const markets = goToTable(facts, packed, asOf);
  const here = facts.partners.flatMap((partner, index) => (isOnRoster(partner, asOf) ? [index] : []));
  return {
    markets: markets.slice(0, LISTED).map(({ name, won, lost, goTo }) => ({
      ...{ name, won, lost },
      goTo: goTo ? { ...named(facts, goTo.partner), won: goTo.won, lost: goTo.lost } : null,
    })),
    marketCount: markets.length,
    ...profileLessons(input, here),
    relations: leadingRelations(facts, packed, metrics, asOf),
    rewards: rewards(facts, here, resultsOf).map(({ rule, partners, unknown }) => ({
      rule,
      met: partners.length,
      partners: partners
        .toSorted((a, b) => b.value - a.value)
        .slice(0, LISTED)
        .map(({ partner, value, sample }) => ({ ...named(facts, partner), value, sample })),
      unknown: unknown.length,
    })),
    commissions: commissionTable(facts, asOf),
    rateChanges: rateChanges(facts, asOf),
    departures: input.departures === undefined ? departureLessons(input) : input.departures,
    enhancements: enhancements((metric, measure) => program[`${metric}/${measure}`], facts.settings),
  };
}

function departureLessons({ facts, metrics, asOf }: LessonInput): HealthLessons | null {
  const told = healthBeforeLeaving(facts, metrics, asOf);
  return told && { ...told, leavers: told.leavers.slice(0, LISTED), count: told.leavers.length };
}

function named({ partners }: AccountFacts, index: number): NamedPartner {
  const { id = '', name = '' } = partners[index] ?? {};
  return { id, name };
}

/** What partners that bring most share, and how far those that have brought nothing yet look like them. */
function profileLessons(
  { facts, asOf, resultsOf }: LessonInput,
  here: readonly number[],
): Pick<Lessons, 'traits' | 'fits'> {
  const valued = here.flatMap((index) => {
    const partner = facts.partners[index];
    const result = resultsOf(index).get(REVENUE);
    const worth = result?.state === 'value' && typeof result.value === 'number' ? result.value : 0;
    return partner ? [{ index, partner, worth }] : [];
  });
  const table = liftTable(valued);
  const byWorth = valued.filter(({ worth }) => worth > 0).toSorted((a, b) => b.worth - a.worth);
  const fits = valued
    .filter(({ partner, worth }) => worth === 0 && asOf - (partner.start?.day ?? partner.createdDay) < NEW_WITHIN_DAYS)
    .flatMap(({ index, partner }): FitLesson[] => {
      const { score, matched, missing, unknown } = fitOf(partner, table);
      if (score === undefined) return [];
      const names = (lifts: readonly Lift[]) => lifts.map(nameOf);
      return [
        {
          partner: named(facts, index),
          score,
          matched: names(matched),
          missing: names(missing),
          unknown: names(unknown),
        },
      ];
    });
  return {
    traits: table.slice(0, LISTED).map((lift) => ({
      ...lift,
      examples: byWorth
        .filter(({ partner }) => partner[lift.attribute] === lift.value)
        .slice(0, Math.min(EXAMPLES, lift.top))
        .map(({ index }) => named(facts, index)),
    })),
    fits: fits.toSorted((a, b) => b.score - a.score || (a.partner.name < b.partner.name ? -1 : 1)).slice(0, LISTED),
  };
}
