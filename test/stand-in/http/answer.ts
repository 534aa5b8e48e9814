import type { Core } from '../core.ts';
import { unmetScopes } from '../scopes.ts';
import { ApiError, apiError, type Reply } from './reply.ts';
import type { AppRoute, Call, Match } from './router.ts';

/** The bearer token of a request, or null. */
export function bearer(authorization: string | undefined): string | null {
  return /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}

function missingScopes(scopes: readonly string[]): ApiError {
  return apiError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes in the developer documentation.",
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: scopes },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

function authenticate(core: Core, token: string | null, now: number) {
  const access = token === null ? undefined : core.tokens.access(token);
  const account = access?.grant ? core.accounts.get(access.grant.hubId) : undefined;
  if (!access?.grant || !account) {
    throw apiError(
      401,
      'INVALID_AUTHENTICATION',
      'Authentication credentials not found or not valid for this account.',
    );
  }
  if (access.expiresAt <= now) {
    const seconds = Math.ceil((now - access.expiresAt) / 1000);
    throw apiError(
      401,
      'EXPIRED_AUTHENTICATION',
      `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
    );
  }
  return { account, grant: access.grant };
}

/** Token, then scopes, then limits, then the route itself. */
function answerApp(core: Core, route: AppRoute, call: Call, token: string | null): Reply {
  const now = core.clock.now();
  const { account, grant } = authenticate(core, token, now);
  const missing = unmetScopes(route.scopes?.(call) ?? [], grant.scopes);
  if (missing) throw missingScopes(missing);
  const { refusal, headers } = core.limits.take(route.limit, account.hubId, grant.appId, now);
  const reply = refusal ?? settle(() => route.handle({ ...call, account, grant, now }));
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

function settle(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError) return error.reply;
    throw error;
  }
}

/** Answers one request; errors of HubSpot's shape come back as answers, anything else is a fault of the stand-in. */
export function answer(core: Core, match: Match | null, call: Call, authorization: string | undefined): Reply {
  return settle(() => {
    if (!match) return { status: 404, text: 'Not Found', contentType: 'text/plain' };
    const { route } = match;
    return route.open ? route.handle(call) : answerApp(core, route, call, bearer(authorization));
  });
}
