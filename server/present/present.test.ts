import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import type { Result } from '../../app/metrics/result.ts';
import { notEnoughData, notSetUp, value } from '../../app/metrics/result.ts';
import { COMPONENT_WORDS } from './component-words.ts';
import { findingLines } from './finding-words.ts';
import { shortName } from './headline.ts';
import { resultText } from './result-words.ts';

const f = createFormatter({ locale: 'en-US', timeZone: 'UTC' });
const voice = { f, currency: 'EUR' };

describe('results in words', () => {
  it.each<[string, string, Result | undefined, string]>([
    ['money with its code', 'sourced-revenue/revenue-365d', value(41_200_000), 'EUR\u00a0412,000'],
    ['a ratio as percent', 'close-rate/close-rate', value(0.305), '31%'],
    [
      'what is missing, and how much',
      'close-rate/close-rate',
      notEnoughData(3, 5),
      'Not enough data (3 of 5 decided deals)',
    ],
    ['a target that nobody set', 'coverage/coverage', notSetUp('Enter targets'), 'No target set'],
    ['nothing at all', 'coverage/coverage', undefined, 'Not known'],
  ])('say %s', (_, key, result, text) => expect(resultText(key, result, voice)).toBe(text));

  it('never say 0 for unknown', () => {
    for (const result of [undefined, notEnoughData(0, 5), notSetUp('x')]) {
      expect(resultText('pipeline/sourced', result, voice)).not.toMatch(/^(EUR\s*)?0$/);
    }
  });
});

describe('components in words', () => {
  it('speak of nothing as nothing', () => {
    expect(COMPONENT_WORDS.pipeline.why(voice, 0, { 'pipeline/sourced': value(0, { sample: 0 }) })).toBe(
      'Nothing open',
    );
    expect(COMPONENT_WORDS.engagement.why(voice, 40, { 'engagement-state/days-since': value(40, { sample: 0 }) })).toBe(
      'Nothing since signing, 40 days ago',
    );
  });
});

describe('gaps in words', () => {
  it('use the right plural, the largest first', () => {
    expect(findingLines({ 'amount-missing': 4, 'stage-unknown': 1 }, f)).toEqual([
      '4 deals have no amount',
      '1 deal is in a deleted stage',
    ]);
  });
});

describe('names within sentences', () => {
  it('are cut by letters as people count them, never within one', () => {
    expect(shortName('Rocket Harbour 🚀⚓')).toBe('Rocket Harbour 🚀⚓');
    expect([...shortName('🚀'.repeat(90))]).toHaveLength(48);
  });
});
