import { BACKEND_URL } from '../../extensions/app/packages/ui/config.ts';
import { WEBHOOKS_PATH } from '../../server/http/webhooks/intake.ts';
import { ANNOUNCED_KINDS, type AnnouncedKind } from '../../server/sync/announced-kinds.ts';
import type { GeneratedFile } from './generated-file.ts';

/** HubSpot sends no webhook for these: dates of modification, read-only traces, and what it computes itself. */
const NEVER_ANNOUNCED = new Set([
  'createdate',
  'hs_createdate',
  'hs_lastmodifieddate',
  'lastmodifieddate',
  'hs_merged_object_ids',
  'amount_in_home_currency',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_deal_stage_probability',
]);
const EVENTS = ['creation', 'deletion', 'restore', 'associationChange'];

/** What HubSpot is to tell us of: one subscription per kind of event and per property that every account has read. */
export function generateWebhooks(): GeneratedFile[] {
  const meta = {
    uid: 'partner_pulse_webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: BACKEND_URL + WEBHOOKS_PATH, maxConcurrentRequests: 10 },
      subscriptions: {
        crmObjects: ANNOUNCED_KINDS.flatMap(subscriptionsOf),
        hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
      },
    },
  };
  return [{ path: 'extensions/app/webhooks/webhooks-hsmeta.json', content: `${JSON.stringify(meta, null, 2)}\n` }];
}

function subscriptionsOf({ name: objectType, isMergeable, properties }: AnnouncedKind) {
  const announced = properties.filter((name) => !NEVER_ANNOUNCED.has(name));
  return [
    ...[...EVENTS, ...(isMergeable ? ['merge'] : [])].map((event) => ({
      subscriptionType: `object.${event}`,
      objectType,
      active: true,
    })),
    ...announced.map((propertyName) => ({
      subscriptionType: 'object.propertyChange',
      objectType,
      propertyName,
      active: true,
    })),
  ];
}
