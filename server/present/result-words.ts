import { type Noun, stateText, valueText } from '@partner-pulse/words';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Measure } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { Voice } from './component-words.ts';

const MEASURES: ReadonlyMap<string, Measure> = new Map(
  CATALOGUE.flatMap(({ meta }) =>
    Object.entries(meta.measures).map(([key, measure]) => [`${meta.id}/${key}`, measure] as const),
  ),
);

/** What a measure's minimum sample counts, where it is more than "records". */
const COUNTED: Readonly<Record<string, Noun>> = {
  'close-rate/close-rate': 'decided deal',
  'sales-cycle/median': 'won deal',
  'sales-cycle/compared-median': 'won deal',
};

/** What a `metric/measure` is called; its key where the catalogue no longer has it. */
export const measureName = (key: string): string => MEASURES.get(key)?.label ?? key;

/** A result as people read it: the value in its unit, or the state that says what is missing. */
export function resultText(key: string, result: Result | undefined, voice: Voice): string {
  const { f, currency } = voice;
  if (!result) return 'Not known';
  if (result.state === 'value') return valueText(f, MEASURES.get(key)?.unit, result.value, currency);
  if (result.state === 'not-enough-data')
    return stateText.notEnoughData(f, result.have, result.need, COUNTED[key] ?? 'record');
  if (result.state === 'not-set-up') return key === 'coverage/coverage' ? 'No target set' : 'Not set up';
  if (result.state === 'not-applicable') return result.why;
  return 'Stale';
}
