import type { ScorePart, SettingsChange } from '@partner-pulse/contract';
import {
  type AccountModel,
  accountModel,
  choicesMark,
  ownBands,
  type ScoreChoices,
} from '../../../app/health/account-model.ts';
import type { Bar, ComponentKey } from '../../../app/health/model.ts';
import { COMPONENT_WORDS } from '../component-words.ts';

/** How a bar that is a number is written on the page: shown = stored x `times`. */
const BAR_UNITS: Readonly<Partial<Record<ComponentKey, { readonly unitText: string; readonly times: number }>>> = {
  'close-rate': { unitText: 'percent', times: 100 },
  cycle: { unitText: "times our own deals' cycle", times: 1 },
  engagement: { unitText: 'days', times: 1 },
};

export function scoreModel(choices: ScoreChoices): ScorePart['model'] {
  const model = accountModel(choices);
  return {
    isOwn: choicesMark(choices) !== '',
    profiles: model.profiles.map(({ id, name, weights }) => ({
      id,
      title: name,
      weights: model.components.map(({ key }) => ({
        key,
        name: COMPONENT_WORDS[key].name,
        weight: weights[key] ?? 0,
      })),
    })),
    bars: numericBars(model).map(({ key, low, high, unitText, times }) => ({
      key,
      name: COMPONENT_WORDS[key].name,
      unitText,
      low: shown(low * times),
      high: shown(high * times),
    })),
    bands: model.bands,
  };
}

function numericBars({ components }: AccountModel) {
  return components.flatMap(({ key, low, high }) => {
    const unit = BAR_UNITS[key];
    return unit !== undefined && isNumber(low) && isNumber(high) ? [{ key, low, high, ...unit }] : [];
  });
}

const isNumber = (bar: Bar): bar is number => typeof bar === 'number';

/** Binary fractions times 100 are rarely whole: 0.28 would show as 28.000000000000004. */
const shown = (value: number): number => Number(value.toPrecision(12));

/** All that can be set of the score, in the units of the page: what it was changed from is there too where it was the product's. */
export function wholeScore(choices: ScoreChoices) {
  const { profiles, bars, bands } = scoreModel(choices);
  return {
    weights: Object.fromEntries(
      profiles.map(({ id, weights }) => [id, Object.fromEntries(weights.map(({ key, weight }) => [key, weight]))]),
    ),
    bars: Object.fromEntries(bars.map(({ key, low, high }) => [key, { low, high }])),
    bands,
  };
}

/**
 * What the page sent, in the units that are stored. A page of before bands could be set names none: what is set stays.
 * @param present the choices in force
 */
export function choicesOf(change: NonNullable<SettingsChange['score']>, present: ScoreChoices): ScoreChoices {
  const bands = ownBands({ bands: change.bands ?? present.bands });
  const bars = Object.entries(change.bars).flatMap(([key, bar]) => {
    const component = Object.keys(BAR_UNITS).find((one): one is ComponentKey => one === key);
    const times = component === undefined ? undefined : BAR_UNITS[component]?.times;
    return times === undefined || bar === undefined ? [] : [[key, { low: bar.low / times, high: bar.high / times }]];
  });
  return { weights: change.weights, bars: Object.fromEntries(bars), ...(bands && { bands }) };
}
