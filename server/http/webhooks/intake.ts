import { addHints } from '../../store/change-hints.ts';
import { type Database, withPortal } from '../../store/db.ts';
import type { WebhookRoute } from '../route.ts';
import { type AnnouncedNames, hintsOfEvents } from './hints-of-events.ts';
import { parseEvents } from './parse-events.ts';

export interface WebhookIntakeOptions extends AnnouncedNames {
  readonly db: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Wakes a worker for the account. */
  readonly ring: (portalId: number) => Promise<void>;
}

export const WEBHOOKS_PATH = '/webhooks/hubspot';

/**
 * HubSpot's webhooks: what they name is written down and a worker is woken; nothing else happens before the answer.
 * The bell is not waited for and may fail: the reconciler finds accounts with hints.
 */
export function webhookIntakeRoute({ db, now, ring, ...names }: WebhookIntakeOptions): WebhookRoute {
  return {
    access: 'webhook',
    path: WEBHOOKS_PATH,
    async receive({ body, log }) {
      for (const [portalId, hints] of hintsOfEvents(parseEvents(body), names)) {
        const noted = await withPortal(db, portalId, (tx) => addHints(tx, hints, now()));
        if (noted === 0) continue;
        ring(portalId).catch((error: unknown) => log.warn({ err: error, portal: portalId }, 'webhook.bell_failed'));
      }
    },
  };
}
