import { setTimeout as delay } from 'node:timers/promises';
import { sign } from '../../../server/http/signature.ts';
import { TEST_APP } from '../../support/connected-account.ts';

export interface Load {
  /** Requests of cards so far; `failed` were not answered with 200, also when asked once more as HubSpot does. */
  readonly cards: { sent: number; failed: number };
  /** Edits that people made so far. */
  readonly edits: { made: number };
  /** Ends it; resolves when nothing is under way. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly url: string;
  readonly portalId: number;
  readonly companyIds: readonly string[];
  readonly dealIds: readonly string[];
  /** Gives a deal in HubSpot another amount. */
  readonly edit: (dealId: string, amount: number) => Promise<unknown>;
}

const CARD_EVERY_MS = 40;
const EDIT_EVERY_MS = 100;

/** Reps who open cards and people who change deals, all the time. */
export function startLoad({ url, portalId, companyIds, dealIds, edit }: LoadOptions): Load {
  const stopping = new AbortController();
  const cards = { sent: 0, failed: 0 };
  const edits = { made: 0 };

  const openCard = async () => {
    const id = companyIds[cards.sent % companyIds.length] ?? '';
    cards.sent += 1;
    const path = `/api/cards/company?companyId=${id}&portalId=${portalId}&userId=1&userEmail=rep%40example.com&appId=1`;
    if ((await ask(url, path)) !== 200 && (await ask(url, path)) !== 200) cards.failed += 1;
  };
  const changeDeal = async () => {
    edits.made += 1;
    await edit(dealIds[edits.made % dealIds.length] ?? '', 1_000 + edits.made);
  };
  const running = [
    forever(openCard, CARD_EVERY_MS, stopping.signal),
    forever(changeDeal, EDIT_EVERY_MS, stopping.signal),
  ];
  return {
    cards,
    edits,
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function forever(work: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work();
    await delay(everyMs);
  }
}

/** Status of the answer, 0 for none. */
async function ask(url: string, path: string): Promise<number> {
  const timestamp = String(Date.now());
  const signed = { method: 'GET', uri: url + decodeURIComponent(path), body: Buffer.alloc(0), timestamp };
  const headers = {
    'X-HubSpot-Signature-v3': sign(signed, TEST_APP.clientSecret),
    'X-HubSpot-Request-Timestamp': timestamp,
  };
  try {
    const response = await fetch(url + path, { headers });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
