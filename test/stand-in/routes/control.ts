import { z } from 'zod';
import { act, dump } from '../actions.ts';
import { isManual, iso } from '../clock.ts';
import type { Core } from '../core.ts';
import { jsonBody, listParameter } from '../http/input.ts';
import { invalid, noContent, notFound, ok, type Reply } from '../http/reply.ts';
import type { Call, Route } from '../http/router.ts';
import { issueToken } from '../issue-token.ts';
import { type Account, readValue } from '../store/account.ts';
import { typeOf } from './object-answer.ts';

const ruleInput = z.object({
  when: z.string(),
  nth: z.number().int().positive().optional(),
  times: z.number().int().positive().optional(),
  account: z.number().optional(),
  answer: z.object({
    status: z.number().int().optional(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    hang: z.boolean().optional(),
    drop: z.boolean().optional(),
    truncate: z.boolean().optional(),
    applied: z.boolean().optional(),
  }),
});

const appInput = z.object({
  appId: z.number().int().optional(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUris: z.array(z.string()),
  requiredScopes: z.array(z.string()),
  optionalScopes: z.array(z.string()).default([]),
});

const tokenInput = z.object({
  hubId: z.number().optional(),
  scopes: z.array(z.string()).optional(),
  expiresInSeconds: z.number().optional(),
});

const count = (call: Call, name: string): number | undefined => {
  const text = call.query.get(name);
  return text === null ? undefined : Number(text);
};

function accountOf(core: Core, call: Call): Account {
  const account = core.accounts.get(Number(call.params.hubId));
  if (!account) throw notFound(`No account ${call.params.hubId}`);
  return account;
}

function setClock(core: Core, call: Call): Reply {
  if (!isManual(core.clock)) throw invalid('The clock is real; start the stand-in with --clock TIME to move it');
  const { advanceMilliseconds, now } = jsonBody(
    call,
    z.object({ advanceMilliseconds: z.number().default(0), now: z.string().optional() }),
  );
  if (now !== undefined) core.clock.set(Date.parse(now));
  core.clock.advance(advanceMilliseconds);
  return ok({ now: iso(core.clock.now()) });
}

/** Chosen values of every live record of a type, in one answer: what a check compares after a run. */
function records(core: Core, call: Call): Reply {
  const account = accountOf(core, call);
  const type = typeOf(call);
  const names = listParameter(call, 'properties');
  const now = core.clock.now();
  const { records: all } = account.tables[type.name].page(null, Number.POSITIVE_INFINITY, false);
  const results = all.map((record) => ({
    id: record.id,
    properties: Object.fromEntries(names.map((name) => [name, readValue(account, type.name, record, name, now)])),
  }));
  return ok({ results });
}

function done(core: Core, call: Call): Reply {
  return ok({ id: act(core, accountOf(core, call), jsonBody(call, z.unknown())) });
}

/** Steering from outside: these answer at once, without token, limits, faults or a journal entry. */
export function controlRoutes(core: Core): readonly Route[] {
  const route = (method: string, path: string, handle: (call: Call) => Reply): Route => ({
    method,
    path: `/__stand-in/${path}`,
    class: 'other',
    open: true,
    handle,
  });
  return [
    route('GET', 'journal', (call) => ok({ entries: core.journal.entries(count(call, 'since')) })),
    route('GET', 'journal/counts', (call) => {
      const since = count(call, 'since');
      const account = count(call, 'account');
      const filter = { ...(since === undefined ? {} : { since }), ...(account === undefined ? {} : { account }) };
      return ok({ counts: core.journal.counts(filter), entries: core.journal.entries().length });
    }),
    route('DELETE', 'journal', () => {
      core.journal.clear();
      return noContent();
    }),
    route('POST', 'reset', () => {
      core.reset();
      return noContent();
    }),
    route('POST', 'faults', (call) => {
      core.faults.add(jsonBody(call, z.array(ruleInput)));
      return noContent();
    }),
    route('DELETE', 'faults', () => {
      core.faults.clear();
      return noContent();
    }),
    route('GET', 'clock', () => ok({ now: iso(core.clock.now()), manual: isManual(core.clock) })),
    route('POST', 'clock', (call) => setClock(core, call)),
    route('POST', 'apps', (call) => {
      const app = jsonBody(call, appInput);
      const { appId, ...rest } = app;
      core.apps.set(app.clientId, appId === undefined ? rest : { ...rest, appId });
      return noContent();
    }),
    route('POST', 'tokens', (call) => ok({ token: issueToken(core, jsonBody(call, tokenInput)) })),
    route('GET', 'accounts', () =>
      ok({
        accounts: [...core.accounts.values()].map(({ hubId, name, timeZone, currency, tables }) => ({
          hubId,
          name,
          timeZone,
          currency,
          records: Object.fromEntries(Object.values(tables).map((table) => [table.type.name, table.size])),
        })),
      }),
    ),
    route('POST', 'accounts/:hubId/actions', (call) => done(core, call)),
    route('GET', 'accounts/:hubId/:type', (call) => records(core, call)),
    route('GET', 'accounts/:hubId/:type/:id', (call) =>
      ok(dump(accountOf(core, call), typeOf(call).name, call.params.id ?? '', core.clock)),
    ),
  ];
}
