import { JUDGEMENT_SAID } from '@partner-pulse/words';
import type { PartnerModel } from '../../compute/models.ts';
import { seenOf } from '../../present/judgements.ts';
import { readCard } from '../../store/cards.ts';
import type { Database, PortalTx } from '../../store/db.ts';
import { withPortal } from '../../store/db.ts';
import { type JudgementRow, ownerNameOf, readLastJudgements } from '../../store/judgements.ts';
import { readComputation } from '../../store/results.ts';
import type { PersonCall } from '../command-route.ts';
import { done, refused } from '../settings/answers.ts';

export interface PartnerCommandOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  /** Asks for a pass over the account: deals, customers and properties follow. */
  readonly ring: (portalId: number) => Promise<void>;
}

/** What was said of the partner last, what its card shows, and who is about to say something. */
export interface Judging {
  readonly tx: PortalTx;
  readonly model: PartnerModel;
  readonly last: JudgementRow | null;
  /** Last step of its override. */
  readonly overrideRow: JudgementRow | null;
  readonly asOfDay: number;
  readonly said: {
    readonly partnerId: string;
    readonly atMs: number;
    readonly userId: string;
    readonly userName: string | null;
    readonly seen: ReturnType<typeof seenOf>;
  };
}

type Outcome = ReturnType<typeof done> | ReturnType<typeof refused>;

/**
 * Says something of a partner in one transaction. HubSpot repeats a call whose answer got lost: who has said the same
 * as the last thing is told that it is done.
 * @param after what the caller has seen said last
 */
export function judge(
  { db, now }: PartnerCommandOptions,
  { identity, userId }: PersonCall,
  { partnerId, after }: { readonly partnerId: string; readonly after: number },
  isRepeated: (last: JudgementRow) => boolean,
  say: (judging: Judging) => Promise<Outcome>,
): Promise<Outcome> {
  return withPortal(db, identity.portalId, async (tx) => {
    // One at a time in an account: two people who say something at once do not both see the same last word.
    await tx.query('select from portals where portal_id = $1 for update', [tx.portalId]);
    const row = await readCard(tx, 'companies', partnerId);
    const computation = await readComputation(tx);
    if (row?.model?.kind !== 'partner' || row.view === null || computation === null)
      return refused(JUDGEMENT_SAID.noPartner);
    const { last, override } = await readLastJudgements(tx, partnerId);
    if ((last?.id ?? 0) !== after) {
      const isSame = last !== null && last.userId === userId && isRepeated(last);
      return isSame ? done(JUDGEMENT_SAID.said) : refused(JUDGEMENT_SAID.overtaken);
    }
    return say({
      tx,
      model: row.model,
      last,
      overrideRow: override,
      asOfDay: row.view.asOfDay,
      said: {
        partnerId,
        atMs: now(),
        userId,
        userName: await ownerNameOf(tx, identity.userEmail),
        seen: seenOf(row.model, computation.settingsVersion),
      },
    });
  });
}
