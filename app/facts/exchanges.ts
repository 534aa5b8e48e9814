import type { Day } from '../kit/days.ts';
import type { EngagementFact } from './engagement.ts';

/** A mail that asks for an answer, with the answer where there was one. */
export interface Exchange {
  /** Index into `AccountFacts.engagements` of the mail that waits. */
  readonly engagement: number;
  readonly sender: 'partner' | 'us';
  /** It begins a conversation. One that is itself an answer may be the last word, which nobody has to answer. */
  readonly opens: boolean;
  readonly day: Day;
  readonly sentAt: number;
  readonly answeredDay: Day | null;
  /** Working minutes until the answer. */
  readonly minutes: number | null;
}

/** A mail of no known conversation is answered by the next mail from the other side within so many days. */
const WITHOUT_THREAD_DAYS = 14;

/**
 * The exchanges of one partner. In a conversation the first mail of a side since the other side last wrote begins the
 * wait; more mails of the same side are reminders and begin nothing. The other side's next mail ends it.
 * @param mails indexes of the partner's mails with a known sender, in any order
 */
export function exchangesOf(mails: readonly number[], engagements: readonly EngagementFact[]): Exchange[] {
  const ordered = mails
    .flatMap((index) => {
      const mail = engagements[index];
      return mail?.from ? [{ index, mail, from: mail.from }] : [];
    })
    .sort((a, b) => a.mail.atMs - b.mail.atMs || (a.mail.id < b.mail.id ? -1 : 1));
  const threads = new Map<string, typeof ordered>();
  for (const one of ordered) {
    const key = one.mail.thread ?? '';
    const thread = threads.get(key);
    if (thread) thread.push(one);
    else threads.set(key, [one]);
  }
  return [...threads].flatMap(([key, thread]) => exchangesIn(thread, key === ''));
}

interface Sent {
  readonly index: number;
  readonly mail: EngagementFact;
  readonly from: 'partner' | 'us';
}

function exchangesIn(thread: readonly Sent[], isLoose: boolean): Exchange[] {
  const found: Exchange[] = [];
  let waiting: (Sent & { readonly opens: boolean }) | undefined;
  const isTooLate = (later: Sent): boolean =>
    isLoose && waiting !== undefined && later.mail.day - waiting.mail.day > WITHOUT_THREAD_DAYS;
  const close = (by: Sent | undefined) => {
    if (!waiting) return;
    found.push({
      engagement: waiting.index,
      sender: waiting.from,
      opens: waiting.opens,
      day: waiting.mail.day,
      sentAt: waiting.mail.workingMinutes,
      answeredDay: by?.mail.day ?? null,
      minutes: by ? by.mail.workingMinutes - waiting.mail.workingMinutes : null,
    });
    waiting = undefined;
  };
  for (const one of thread) {
    if (!waiting) waiting = { ...one, opens: true };
    else if (isTooLate(one)) {
      close(undefined);
      waiting = { ...one, opens: true };
    } else if (one.from !== waiting.from) {
      close(one);
      waiting = { ...one, opens: false };
    }
  }
  close(undefined);
  return found;
}
