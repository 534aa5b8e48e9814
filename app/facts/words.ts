import { FEEDS } from '../feeds/feeds.ts';
import { memo } from '../kit/memo.ts';
import type { AccountFacts } from './account-facts.ts';

interface WordBook {
  readonly words: readonly string[];
  /** -1 for nothing. */
  indexOf(word: string | null): number;
}

/** Every text that packed rows point to, by number. Made once per account. */
export const wordBook = memo((facts: AccountFacts): WordBook => {
  const positions = new Map<string, number>();
  const add = (word: string | null) => {
    if (word !== null && !positions.has(word)) positions.set(word, positions.size);
  };
  for (const { kind, values } of facts.feedRows) {
    for (const [name, { type }] of Object.entries(FEEDS[kind].columns)) {
      const value = values[name];
      if (type === 'text' && typeof value === 'string') add(value);
    }
  }
  for (const { origin } of facts.leads) add(origin);
  for (const { source } of facts.discussions) add(source);
  for (const { ownerId } of facts.engagements) add(ownerId);
  for (const { pipelineId } of facts.deals) add(pipelineId);
  return {
    words: [...positions.keys()],
    indexOf: (word) => (word === null ? -1 : (positions.get(word) ?? -1)),
  };
});
