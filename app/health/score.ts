import type { Result } from '../metrics/result.ts';
import { type AccountModel, accountModel, STANDARD_CHOICES } from './account-model.ts';
import type { LifecycleStage } from './lifecycle.ts';
import { type Component, type ComponentKey, HEALTH_MODEL, type Profile } from './model.ts';
import { gateOf } from './quality-gate.ts';

/** Results of one partner at one date, by `metric/measure`. */
export type PartnerResults = ReadonlyMap<string, Result>;

/** The bars of one date and segment, quartiles resolved. */
export type Bars = Readonly<Record<ComponentKey, { readonly low: number; readonly high: number }>>;

export interface ComponentScore {
  readonly key: ComponentKey;
  /** 0..100 between the bars, capped; null when the metric is not known. */
  readonly points: number | null;
  /** Share of the whole score, 0..1. */
  readonly weight: number;
  /** What the component measured, in the metric's unit; null when not known. */
  readonly value: number | null;
  readonly result: Result | undefined;
  readonly bars: { readonly low: number; readonly high: number };
  /** Where the bars come from; left out of what was stored before it was kept. */
  readonly source?: string;
}

export interface Score {
  readonly state: 'scored' | 'new' | 'not-enough-data' | 'left';
  /** 0..100, unrounded; null unless scored. */
  readonly exact: number | null;
  /** 0..1 of the profile's weight. */
  readonly knownWeight: number;
  readonly profile: Profile['id'];
  readonly stage: LifecycleStage;
  readonly components: readonly ComponentScore[];
  /** Mean points of each category's known components. */
  readonly categories: Readonly<Partial<Record<Component['category'], number>>>;
  /** A critical component is in red. */
  readonly isCapped: boolean;
}

/** The product's own table. */
const STANDARD = accountModel(STANDARD_CHOICES);

export const profileFor = (stage: LifecycleStage, { profiles }: AccountModel = STANDARD): Profile => {
  const [early, producing] = profiles;
  return (profiles.find((profile) => profile.stages.includes(stage)) ?? producing ?? early) as Profile;
};

/** Points between the bars: 0 at `low`, 100 at `high`, linear between and capped. Either bar may be the larger. */
export function pointsBetween(value: number, low: number, high: number): number {
  if (low === high) return value >= high ? 100 : 0;
  return Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
}

/** The score of one partner at one date: the weighted mean of what is known, shown only when enough is. */
export function scorePartner(
  results: PartnerResults,
  stage: LifecycleStage,
  tenureDays: number | null,
  bars: Bars,
  model: AccountModel = STANDARD,
): Score {
  const profile = profileFor(stage, model);
  const components = model.components
    .filter((component) => (profile.weights[component.key] ?? 0) > 0)
    .map((component) => scoreComponent(component, (profile.weights[component.key] ?? 0) / 100, results, bars));
  const known = components.filter((component) => component.points !== null);
  const { knownWeight, isOpen } = gateOf(components);
  const isNew = tenureDays !== null && tenureDays < HEALTH_MODEL.newBelowDays && profile.id === 'early';
  const state = stage === 'left' ? 'left' : isNew ? 'new' : isOpen ? 'scored' : 'not-enough-data';
  const total = known.reduce((sum, component) => sum + component.weight * (component.points ?? 0), 0);
  return {
    state,
    exact: state === 'scored' ? total / knownWeight : null,
    knownWeight,
    profile: profile.id,
    stage,
    components,
    categories: categoryScores(known),
    isCapped: known.some(
      (component) => isCritical(component.key) && Math.round(component.points ?? 0) < model.bands.watch,
    ),
  };
}

const isCritical = (key: ComponentKey): boolean =>
  HEALTH_MODEL.components.some((component) => component.key === key && component.critical);

function scoreComponent(component: Component, weight: number, results: PartnerResults, bars: Bars): ComponentScore {
  const result = results.get(`${component.metric}/${component.measure}`);
  const value = componentValue(component, results);
  const { low, high } = bars[component.key];
  const points = value === null ? null : pointsBetween(value, low, high);
  return { key: component.key, points, weight, value, result, bars: { low, high }, source: component.source };
}

/** The number a component is scored by; null when the metric, or what it is compared with, is not known. */
export function componentValue(component: Component, results: PartnerResults): number | null {
  const read = (measure: string): number | null => {
    const result = results.get(`${component.metric}/${measure}`);
    return result?.state === 'value' && typeof result.value === 'number' ? result.value : null;
  };
  const value = read(component.measure);
  if (value === null || !component.dividedBy) return value;
  const divisor = read(component.dividedBy);
  return divisor === null || divisor <= 0 ? null : value / divisor;
}

function categoryScores(known: readonly ComponentScore[]): Score['categories'] {
  const sums = new Map<Component['category'], { points: number; weight: number }>();
  for (const component of known) {
    const category = HEALTH_MODEL.components.find((one) => one.key === component.key)?.category;
    if (!category) continue;
    const sum = sums.get(category) ?? { points: 0, weight: 0 };
    sum.points += component.weight * (component.points ?? 0);
    sum.weight += component.weight;
    sums.set(category, sum);
  }
  return Object.fromEntries([...sums].map(([category, { points, weight }]) => [category, points / weight]));
}
