import { appIdOf, type Core } from '../core.ts';
import type { Reply } from '../http/reply.ts';
import type { Call, Route } from '../http/router.ts';
import type { AppConfig } from '../options.ts';
import type { Account } from '../store/account.ts';
import type { Challenge } from '../tokens.ts';

/** Who grants access, and so is the account's first admin. */
export const INSTALLER_USER_ID = 7001;

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const page = (status: number, title: string, body: string): Reply => ({
  status,
  contentType: 'text/html; charset=utf-8',
  text: `<!doctype html><html lang="en"><title>${title}</title><body style="font-family:sans-serif;max-width:40rem;margin:4rem auto"><h1>${title}</h1>${body}</body></html>`,
});

const refusal = (why: string): Reply => page(400, 'Authorization failed', `<p>${escapeHtml(why)}</p>`);

const scopeList = (text: string | null): string[] => [
  ...new Set((text ?? '').split(/[ +]/).filter((one) => one !== '')),
];

interface Request {
  readonly app: AppConfig;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly optional: readonly string[];
  readonly challenge: Challenge | null;
  readonly state: string | null;
}

/** Checks an authorize address. The scopes have to be exactly those the app requires. hubspot-platform.md 5 */
function parse(core: Core, query: URLSearchParams): Request | string {
  const app = core.apps.get(query.get('client_id') ?? '');
  if (!app) return 'No app has this client_id. Start the stand-in with --app.';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return `The app has no redirect URL ${redirectUri}.`;
  const scopes = scopeList(query.get('scope'));
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  const surplus = scopes.filter((scope) => !app.requiredScopes.includes(scope));
  if (missing.length > 0 || surplus.length > 0) {
    return `The scopes of the install address do not match the app's: missing [${missing.join(' ')}], not required by the app [${surplus.join(' ')}].`;
  }
  const optional = scopeList(query.get('optional_scope'));
  const unknown = optional.filter((scope) => !app.optionalScopes?.includes(scope));
  if (unknown.length > 0) return `The app has no optional scopes [${unknown.join(' ')}].`;
  const method = query.get('code_challenge_method') ?? 'plain';
  const value = query.get('code_challenge');
  if (value !== null && method !== 'S256' && method !== 'plain') return 'code_challenge_method must be S256 or plain.';
  const challenge: Challenge | null = value === null ? null : { value, method: method === 'S256' ? 'S256' : 'plain' };
  return { app, redirectUri, scopes, optional, challenge, state: query.get('state') };
}

function redirect(request: Request, parameters: Record<string, string>): Reply {
  const target = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  if (request.state !== null) target.searchParams.set('state', request.state);
  return { status: 302, text: '', headers: { Location: target.toString() } };
}

function grantTo(core: Core, request: Request, account: Account): Reply {
  const { app, redirectUri, challenge } = request;
  // Optional scopes come only where the account's products have them.
  const optional = request.optional.filter((scope) => !account.unavailableScopes.includes(scope));
  const scopes = [...request.scopes, ...optional];
  const grant = {
    hubId: account.hubId,
    appId: appIdOf(app),
    clientId: app.clientId,
    userId: INSTALLER_USER_ID,
    scopes,
  };
  const code = core.tokens.addCode(grant, redirectUri, challenge, core.clock.now());
  return redirect(request, { code });
}

function consent(core: Core, call: Call, request: Request): Reply {
  const accounts = [...core.accounts.values()];
  const options = accounts.map(({ hubId, name }) => `<option value="${hubId}">${escapeHtml(name)} (${hubId})</option>`);
  const scopes = [...request.scopes, ...request.optional].map((scope) => `<li>${escapeHtml(scope)}</li>`);
  const fields = [...call.query].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    200,
    'Connect an app',
    `<form method="post" action="${escapeHtml(call.path)}">${fields.join('')}
<p>Account <select name="account">${options.join('')}</select></p><ul>${scopes.join('')}</ul>
<button name="decision" value="allow">Connect app</button> <button name="decision" value="deny">Cancel</button></form>`,
  );
}

/** The account preselected in the path, else the one chosen in the form, else the first. */
function accountOf(core: Core, call: Call, chosen: string | null): Account | undefined {
  const wanted = call.params.portal ?? chosen;
  return wanted === null ? [...core.accounts.values()][0] : core.accounts.get(Number(wanted));
}

function show(core: Core, call: Call): Reply {
  const request = parse(core, call.query);
  if (typeof request === 'string') return refusal(request);
  if (!core.autoApprove) return consent(core, call, request);
  const account = accountOf(core, call, null);
  return account ? grantTo(core, request, account) : refusal('This account does not exist.');
}

function decide(core: Core, call: Call): Reply {
  const form = new URLSearchParams(call.raw);
  const request = parse(core, form);
  if (typeof request === 'string') return refusal(request);
  if (form.get('decision') !== 'allow') {
    return redirect(request, { error: 'access_denied', error_description: 'The user denied the request.' });
  }
  const account = accountOf(core, call, form.get('account'));
  return account ? grantTo(core, request, account) : refusal('This account does not exist.');
}

export const authorizeRoutes = (core: Core): readonly Route[] =>
  ['/oauth/authorize', '/oauth/:portal/authorize'].flatMap((path): Route[] => [
    { method: 'GET', path, class: 'oauth', open: true, handle: (call) => show(core, call) },
    { method: 'POST', path, class: 'oauth', open: true, handle: (call) => decide(core, call) },
  ]);
