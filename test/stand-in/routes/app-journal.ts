import { z } from 'zod';
import { iso } from '../clock.ts';
import type { Core } from '../core.ts';
import { bearer } from '../http/answer.ts';
import { apiError, noContent, ok, type Reply } from '../http/reply.ts';
import type { Call, Route } from '../http/router.ts';

const subscription = z.object({
  subscriptionType: z.enum([
    'OBJECT',
    'ASSOCIATION',
    'APP_LIFECYCLE_EVENT',
    'LIST_MEMBERSHIP',
    'GDPR_PRIVACY_DELETION',
  ]),
  eventTypeId: z.string().optional(),
  objectTypeId: z.string().optional(),
  properties: z.array(z.string()).optional(),
});

const READ = 'developer.webhooks_journal.read';

/** The app that a token of its own proves; a token of an account opens no journal. */
function appOf(core: Core, { authorization }: Call, scope: string): string {
  const token = bearer(authorization);
  const access = token === null ? undefined : core.tokens.access(token);
  if (!access || access.grant !== null || access.expiresAt <= core.clock.now()) {
    throw apiError(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
  }
  if (!access.scopes.includes(scope)) throw apiError(403, 'MISSING_SCOPES', `The token lacks the scope ${scope}.`);
  return access.clientId;
}

function pageAfter(core: Core, call: Call, offset: string | null): Reply {
  const page = core.appEvents.next(appOf(core, call, READ), offset, core.clock.now());
  if (page === 'lost') throw apiError(404, 'OBJECT_NOT_FOUND', 'There is no such offset.');
  if (page === null) return noContent();
  // A signed address of a store elsewhere, which takes no token.
  const url = `${core.address}/journal-pages/${page.offset}?X-Amz-Signature=0`;
  return ok({ url, expiresAt: iso(core.clock.now() + 900_000), currentOffset: page.offset });
}

export const appJournalRoutes = (core: Core): readonly Route[] => {
  const open = (method: string, path: string, handle: (call: Call) => Reply): Route => ({
    ...{ method, path, class: 'other', open: true, handle },
  });
  return [
    open('GET', '/webhooks-journal/subscriptions/:version', (call) => {
      const clientId = appOf(core, call, 'developer.webhooks_journal.subscriptions.read');
      return ok({ results: core.appEvents.subscriptions(clientId) });
    }),
    open('POST', '/webhooks-journal/subscriptions/:version', (call) => {
      const clientId = appOf(core, call, 'developer.webhooks_journal.subscriptions.write');
      const wanted = subscription.safeParse(JSON.parse(call.raw || 'null'));
      if (!wanted.success) throw apiError(400, 'VALIDATION_ERROR', z.prettifyError(wanted.error));
      const { subscriptionType, eventTypeId, objectTypeId } = wanted.data;
      const added = core.appEvents.subscribe(clientId, { subscriptionType, eventTypeId, objectTypeId });
      if (!added) throw apiError(409, 'CONFLICT', 'The subscription exists.');
      return ok(added);
    }),
    open('GET', '/webhooks-journal/journal/:version/earliest', (call) => pageAfter(core, call, null)),
    open('GET', '/webhooks-journal/journal/:version/offset/:offset/next', (call) =>
      pageAfter(core, call, call.params.offset ?? ''),
    ),
    open('GET', '/journal-pages/:offset', ({ params, authorization }) => {
      const page = core.appEvents.page(params.offset ?? '');
      // A store refuses a request that is signed twice.
      if (!page || authorization !== undefined) throw apiError(400, 'INVALID_ARGUMENT', 'Only one way to sign.');
      return ok({ offset: page.offset, journalEvents: page.events, publishedAt: iso(page.publishedMs) });
    }),
  ];
};
