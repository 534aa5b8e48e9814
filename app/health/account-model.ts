/** The score as one account has set it: the product's table with the account's own weights and bars in it. */
import { type Component, type ComponentKey, HEALTH_MODEL, type Profile } from './model.ts';

/** What an account has set; what is left out keeps the product's default. */
export interface ScoreChoices {
  /** A profile named here has these weights and no others. They add up to 100. */
  readonly weights: Readonly<Partial<Record<Profile['id'], Readonly<Partial<Record<ComponentKey, number>>>>>>;
  /** In the unit of the component's measure. */
  readonly bars: Readonly<Partial<Record<ComponentKey, { readonly low: number; readonly high: number }>>>;
}

export const STANDARD_CHOICES: ScoreChoices = { weights: {}, bars: {} };

export interface AccountModel {
  readonly components: readonly Component[];
  readonly profiles: readonly Profile[];
}

const OWN_SOURCE = 'Set by this account';

export function accountModel({ weights, bars }: ScoreChoices): AccountModel {
  return {
    components: HEALTH_MODEL.components.map((component) => {
      const own = bars[component.key];
      return own === undefined ? component : { ...component, ...own, source: OWN_SOURCE };
    }),
    profiles: HEALTH_MODEL.profiles.map((profile) => ({ ...profile, weights: weights[profile.id] ?? profile.weights })),
  };
}

/** Why these choices make no score, in words; null when they do. */
export function choicesProblem({ weights, bars }: ScoreChoices): string | null {
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
  return flat === undefined ? null : `${flat.label}: the two bars have to differ.`;
}

/** Differs between accounts that score differently; empty for the product's own table. */
export function choicesMark(choices: ScoreChoices): string {
  const table = tableOf(choices);
  return table === tableOf(STANDARD_CHOICES) ? '' : `+${fingerprint(table)}`;
}

/** All that a score depends on, as text. */
function tableOf(choices: ScoreChoices): string {
  const { profiles, components } = accountModel(choices);
  return JSON.stringify([
    profiles.map(({ weights }) => components.map(({ key }) => weights[key] ?? 0)),
    components.map(({ low, high }) => [low, high]),
  ]);
}

/** FNV-1a, 32 bits: short enough to be read on a card. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').slice(0, 4);
}
