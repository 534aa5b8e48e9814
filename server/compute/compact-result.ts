import type { Result } from '../../app/metrics/result.ts';

/**
 * A result where only its number matters, as in a history: the number itself, text behind `=`, or a letter for the state:
 * n not enough data, s not set up, a not applicable, t stale.
 */
export type CompactResult = number | string;

const LETTERS = { 'not-enough-data': 'n', 'not-set-up': 's', 'not-applicable': 'a', stale: 't' } as const;

export function compactResult(result: Result): CompactResult {
  if (result.state !== 'value') return LETTERS[result.state];
  return typeof result.value === 'number' ? result.value : `=${result.value}`;
}
