import { CONTRACT_VERSION, type ProblemAnswer } from '@partner-pulse/contract';
import type { AccountView } from '../../compute/models.ts';
import { type Clock, isStale } from '../../present/parts.ts';
import { askCard, type CardRow } from '../../store/cards.ts';
import type { Database } from '../../store/db.ts';
import { AnswerBytes } from '../route.ts';
import { createAnswerCache } from './answer-cache.ts';

export interface CardRouteOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  readonly syncIntervalMs: number;
  /** How much of its answers a card keeps; 32 MiB unless given. */
  readonly cacheBytes?: number;
}

export interface CardQuestion {
  readonly portalId: number;
  readonly objectId: string;
  readonly locale: string | undefined;
}

/** Puts a record's row into words; everything that the words depend on is in its arguments. */
type Present<Answer> = (row: CardRow, view: AccountView, clock: Clock, question: CardQuestion) => Answer;

const notSynced = {
  contractVersion: CONTRACT_VERSION,
  state: 'not-synced',
  headline: 'Partner Pulse is reading this account for the first time. Health shows here when it is done.',
  progressText: null,
} as const;

/** About a thousand company cards, or ten thousand deal cards, of a process. */
const CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Answers from the stored row of a record: one read, which also says whether the answer given last time still stands. An
 * answer is kept per account, record and locale, and given again only for a row of the very same version.
 */
export function cardAnswers<Answer>(
  { db, now, syncIntervalMs, cacheBytes = CACHE_BYTES }: CardRouteOptions,
  objectType: 'companies' | 'deals',
  present: Present<Answer>,
): (question: CardQuestion) => Promise<AnswerBytes<Answer | typeof notSynced> | ProblemAnswer> {
  const cache = createAnswerCache(cacheBytes);
  return async (question) => {
    const { portalId, objectId, locale } = question;
    const clock = { nowMs: now(), syncIntervalMs };
    const key = `${portalId}/${objectId}/${locale ?? ''}`;
    const hit = cache.get(key);
    const kept = hit?.isStale === isStale(hit?.syncedMs ?? 0, clock) ? hit : undefined;
    const row = await askCard(db, portalId, objectType, objectId, kept?.version);
    if (row === 'same' && kept) return new AnswerBytes(kept.json);
    if (row === null || row === 'same') {
      return reconnect('Partner Pulse is not installed in this account. An admin can install it.');
    }
    if (row.view === null) {
      return row.status === 'disconnected'
        ? reconnect('The connection to HubSpot was withdrawn. An admin has to install Partner Pulse again.')
        : AnswerBytes.of(notSynced);
    }
    const answer = AnswerBytes.of(present(row, row.view, clock, question));
    const { syncedMs } = row.view;
    cache.set(key, { version: row.version, syncedMs, isStale: isStale(syncedMs, clock), json: answer.json });
    return answer;
  };
}

export const reconnect = (message: string): ProblemAnswer => ({
  contractVersion: CONTRACT_VERSION,
  state: 'problem',
  problem: { code: 'reconnect-needed', message, retry: false },
});
