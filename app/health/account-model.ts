/** The score as one account has set it: the product's table with the account's own weights, bars and bands in it. */
import { type BandLines, type Component, type ComponentKey, HEALTH_MODEL, type Profile } from './model.ts';

/** What an account has set; what is left out keeps the product's default. */
export interface ScoreChoices {
  /** A profile named here has these weights and no others. They add up to 100. */
  readonly weights: Readonly<Partial<Record<Profile['id'], Readonly<Partial<Record<ComponentKey, number>>>>>>;
  /** In the unit of the component's measure. */
  readonly bars: Readonly<Partial<Record<ComponentKey, { readonly low: number; readonly high: number }>>>;
  /** Left out where the product's own lines count. */
  readonly bands?: BandLines | undefined;
}

export const STANDARD_CHOICES: ScoreChoices = { weights: {}, bars: {} };

export interface AccountModel {
  readonly components: readonly Component[];
  readonly profiles: readonly Profile[];
  readonly bands: BandLines;
}

const OWN_SOURCE = 'Set by this account';

export function accountModel({ weights, bars, bands }: ScoreChoices): AccountModel {
  return {
    components: HEALTH_MODEL.components.map((component) => {
      const own = bars[component.key];
      return own === undefined ? component : { ...component, ...own, source: OWN_SOURCE };
    }),
    profiles: HEALTH_MODEL.profiles.map((profile) => ({ ...profile, weights: weights[profile.id] ?? profile.weights })),
    bands: bands ?? HEALTH_MODEL.bands,
  };
}

/** Why these choices make no score, in words; null when they do. */
export function choicesProblem({ weights, bars, bands }: ScoreChoices): string | null {
  for (const { id, name } of HEALTH_MODEL.profiles) {
    const given = weights[id];
    if (given === undefined) continue;
    const values = Object.values(given);
    const sum = values.reduce((total, weight) => total + weight, 0);
    if (values.some((weight) => weight < 0)) return `${name}: a weight cannot be below 0.`;
    if (Math.abs(sum - 100) > 1e-6) return `${name}: the weights add up to ${Math.round(sum * 100) / 100}, not to 100.`;
    const categories = HEALTH_MODEL.components
      .filter(({ key }) => (given[key] ?? 0) > 0)
      .map(({ category }) => category);
    if (new Set(categories).size < HEALTH_MODEL.gate.categories)
      return `${name}: components of at least ${HEALTH_MODEL.gate.categories} categories need a weight, or no score can be shown.`;
  }
  const flat = HEALTH_MODEL.components.find(({ key }) => bars[key] && bars[key].low === bars[key].high);
  if (flat !== undefined) return `${flat.label}: the two bars have to differ.`;
  return bands === undefined ? null : bandsProblem(bands);
}

function bandsProblem({ watch, healthy }: BandLines): string | null {
  const { lowest, highest, apart } = HEALTH_MODEL.bandBounds;
  if (!Number.isInteger(watch) || !Number.isInteger(healthy))
    return `Bands: a score is shown as a whole number, so Watch and Healthy begin at one; ${watch} and ${healthy} are not both whole.`;
  if (watch < lowest) return `Bands: Watch has to begin at ${lowest} or above, or nobody could be at risk.`;
  if (healthy > highest)
    return `Bands: Healthy has to begin at ${highest} or below, or hardly anybody could be healthy.`;
  if (healthy - watch < apart)
    return `Bands: Healthy has to begin at least ${apart} points above Watch, at ${watch + apart} or above; ${healthy} is too close.`;
  return null;
}

/** The account's own lines; undefined where they are the product's. */
export function ownBands({ bands }: Pick<ScoreChoices, 'bands'>): BandLines | undefined {
  const { watch, healthy } = HEALTH_MODEL.bands;
  return bands === undefined || (bands.watch === watch && bands.healthy === healthy) ? undefined : bands;
}

/** Differs between accounts that score differently; empty for the product's own table. */
export function choicesMark(choices: ScoreChoices): string {
  const table = tableOf(choices);
  return table === tableOf(STANDARD_CHOICES) ? '' : `+${fingerprint(table)}`;
}

/** All that a score depends on, as text. */
function tableOf(choices: ScoreChoices): string {
  const { profiles, components } = accountModel(choices);
  const own = ownBands(choices);
  return JSON.stringify([
    profiles.map(({ weights }) => components.map(({ key }) => weights[key] ?? 0)),
    components.map(({ low, high }) => [low, high]),
    // Only where there are some: marks of accounts that have set none stay what they were.
    ...(own === undefined ? [] : [[own.watch, own.healthy]]),
  ]);
}

/** FNV-1a, 32 bits: short enough to be read on a card. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').slice(0, 4);
}
