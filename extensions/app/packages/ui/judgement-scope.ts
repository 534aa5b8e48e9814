import type { Judgement } from '@partner-pulse/contract';

/** What people may say of a partner: whose it is, what was said last, and how to read the answer again. */
export interface JudgementScope {
  readonly partnerId: string;
  readonly judgement: Judgement;
  readonly onDone: () => void;
}
