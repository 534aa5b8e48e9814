/**
 * A metric is one file: what it means (the meta below), which facts it reads (its folds) and how it is finished from
 * them. The documentation, the HubSpot property, the card's label and the CSV header are all made from the same meta.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { Need } from '../facts/need.ts';
import type { PartnerFact } from '../facts/partner.ts';
import type { RecordRef } from '../facts/record-ref.ts';
import type { Role } from '../facts/role.ts';
import type { Day } from '../kit/days.ts';
import type { Fold, FoldValues, KeptFold } from './fold.ts';
import type { Result } from './result.ts';

export type Category = 'activity' | 'outcome' | 'efficiency' | 'health' | 'data-quality';
export type Unit =
  | 'deals'
  | 'partners'
  | 'customers'
  | 'events'
  | 'deals/30d'
  | 'money'
  /** Part of a whole, or of what was asked: 0.12 is 12 %. */
  | 'ratio'
  /** Money for each unit of the same money. */
  | 'per-money'
  /** Difference of two shares: 0.05 is five points. */
  | 'share-change'
  /** Relative change: 0.17 is a growth by 17 %. */
  | 'growth'
  /** A coefficient on a scale of its own. */
  | 'index'
  | 'multiple'
  | 'days'
  | 'months'
  | 'hhi'
  | 'flag'
  | 'stage'
  | 'records'
  | 'text'
  | 'tickets'
  | 'leads'
  | 'contacts'
  | 'people'
  | 'hours'
  | 'points'
  | 'years';

/** One of the numbers of a metric. `mean` and `median` of one item are two measures. */
export interface Measure {
  readonly label: string;
  readonly unit: Unit;
  /** `W365`, `W90`, `M1` or `M12` (the last complete calendar months), `FYTD`, `as-of`, `lifetime`, `target-period`, `cohort-Q1` (the last complete quarter) to `cohort-Q4`. */
  readonly window: string;
  readonly role?: Role | 'any' | 'direct';
  readonly scope: 'partner' | 'program' | 'both';
  /** Closed range of possible values; null on either side where there is none. */
  readonly range: readonly [number | null, number | null];
  /** Which counts beside the value are money, in minor units. Where left out: the numerator of a money measure. */
  readonly moneyCounts?: readonly ('numerator' | 'denominator')[];
  /**
   * Set on a total that flatters: the `metric/measure` it is shown beside, so that the total of the programme never
   * stands alone.
   */
  readonly beside?: string;
  /** What no facts at all give, everything being mapped: a true zero, or a state. */
  readonly whenEmpty: 0 | Exclude<Result['state'], 'value' | 'stale'> | 'number' | 'text';
}

export interface Meta<M extends Readonly<Record<string, Measure>>> {
  /** Equals the file's name. A noun. */
  readonly id: string;
  /** Number of the item in the catalogue. */
  readonly catalogue: number;
  readonly name: string;
  /** The question it answers, as a channel manager would ask it. */
  readonly question: string;
  /** The formula in plain words. */
  readonly formula: string;
  readonly category: Category;
  readonly timing: 'leading' | 'lagging';
  /** Days until it shows in results; 0 for lagging metrics. */
  readonly lagDays: number;
  /** What the account must map; where it has not, every measure is `not set up` and `finish` is not called. */
  readonly needs: readonly Need[];
  readonly minimumSample: number;
  /** Set where the calendar decides: fiscal years, signing quarters, months since. Others depend on counts of days only. */
  readonly calendarBound?: true;
  readonly better: 'higher' | 'lower' | 'within-band' | 'neither';
  /** The decision it informs; a metric without one is not shown on a card. */
  readonly decision: string;
  readonly cadence: 'weekly' | 'monthly' | 'quarterly';
  /** Where the definition comes from. */
  readonly sources: readonly string[];
  /** What is left out, in words. */
  readonly exclusions: readonly string[];
  readonly version: number;
  readonly changelog: readonly string[];
  readonly measures: M;
}

export interface Context {
  readonly asOf: Day;
  readonly facts: AccountFacts;
  /**
   * Whether the date is `day` or later. A `finish` that asks no more of the date is called again only when an answer
   * changes, where one that reads `asOf` is called at every date.
   */
  hasCome(day: Day): boolean;
  /**
   * What follows from the date by itself, such as a fiscal year's first day or whether a partner is new: a `finish` that asks
   * this way is called again only when the answer is another one (or another object).
   */
  ofDate<T>(read: (asOf: Day) => T): T;
}

export interface PartnerContext<R> extends Context {
  readonly partner: PartnerFact;
  /** Index into `facts.partners`. */
  readonly index: number;
  /** Folds over the whole programme, direct deals included: what the partner is compared with. */
  readonly reference: R;
}

export interface PeerValues<Q> {
  readonly partner: PartnerFact;
  readonly index: number;
  /** As of the date: the same objects say otherwise at the next one. */
  readonly values: Q;
}

export interface ProgramContext<Q> extends Context {
  /** Every partner that was on the roster at the date, with its own folds. */
  readonly peers: readonly PeerValues<Q>[];
  /** Those on the roster and those that had left or not yet signed: revenue stays real after its partner has gone. */
  readonly everyone: readonly PeerValues<Q>[];
}

/** Records that `finish` picked, by what they are: deals as indexes into `facts.deals`, others by type and id. */
export type Lists = Readonly<Record<string, readonly (number | RecordRef)[]>>;

export type Results<M> = { readonly [K in keyof M]?: Result };

export interface Definition<
  M extends Readonly<Record<string, Measure>>,
  P extends Readonly<Record<string, Fold>>,
  R extends Readonly<Record<string, Fold>>,
  G extends Readonly<Record<string, Fold>>,
  Q extends Readonly<Record<string, KeptFold>>,
> {
  readonly meta: Meta<M>;
  /** The metric of one partner. */
  readonly partner?: {
    readonly folds: P;
    readonly reference?: R;
    /**
     * Pure: it is called again only when a value, or what it read of the context, has changed since the last date. A value of
     * a fold is the same object until it changes; the object that holds them all is used again.
     */
    finish(values: FoldValues<P>, context: PartnerContext<FoldValues<R>>): Results<M>;
    /** Records that `finish` picked out of its folds: shown by `explain`. */
    list?(values: FoldValues<P>, context: PartnerContext<FoldValues<R>>): Lists;
  };
  /** The metric of the programme: over all deals, each once, and over the partners one by one. Never a sum of partners. */
  readonly program?: {
    readonly folds: G;
    readonly peers?: Q;
    finish(values: FoldValues<G>, context: ProgramContext<FoldValues<Q>>): Results<M>;
    list?(values: FoldValues<G>, context: ProgramContext<FoldValues<Q>>): Lists;
  };
}

/** A metric whose type parameters are forgotten: what the runners and generators handle. */
export interface Metric {
  readonly meta: Meta<Readonly<Record<string, Measure>>>;
  readonly partner?: {
    readonly folds: Readonly<Record<string, Fold>>;
    readonly reference?: Readonly<Record<string, Fold>>;
    finish(values: object, context: PartnerContext<object>): Readonly<Record<string, Result | undefined>>;
    list?(values: object, context: PartnerContext<object>): Lists;
  };
  readonly program?: {
    readonly folds: Readonly<Record<string, Fold>>;
    readonly peers?: Readonly<Record<string, KeptFold>>;
    finish(values: object, context: ProgramContext<object>): Readonly<Record<string, Result | undefined>>;
    list?(values: object, context: ProgramContext<object>): Lists;
  };
}

/** Gives a metric its types: `finish` sees exactly the folds that were declared, with the value each one takes. */
export function defineMetric<
  const M extends Readonly<Record<string, Measure>>,
  const P extends Readonly<Record<string, Fold>> = Record<never, never>,
  const R extends Readonly<Record<string, Fold>> = Record<never, never>,
  const G extends Readonly<Record<string, Fold>> = Record<never, never>,
  const Q extends Readonly<Record<string, KeptFold>> = Record<never, never>,
>(definition: Definition<M, P, R, G, Q>): Metric {
  return definition as Metric; // the runners give each `finish` the values of its own folds
}
