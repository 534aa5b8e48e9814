import { z } from 'zod';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../server/hubspot/scopes.ts';
import { DemoError } from './data-folder.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

/** The HubSpot of the demo: a program of its own with one account in it. */
export interface StandIn {
  readonly program: Program;
  readonly url: string;
  readonly hubId: number;
  /** Settings that belong to the world's records: partner rule, roles, stages, targets. */
  readonly settings: unknown;
  /** Files that the account's people would upload, by kind of feed. */
  readonly feeds: Readonly<Record<string, string>>;
  /** Requests of the account so far, by kind. */
  callCounts(): Promise<Readonly<Record<string, number>>>;
  /** A token such as HubSpot's own pages use. */
  token(): Promise<string>;
}

export interface StandInApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

const Ready = z.object({
  url: z.string(),
  accounts: z
    .array(z.object({ hubId: z.number(), settings: z.unknown(), feeds: z.record(z.string(), z.string()) }))
    .length(1),
});
const Counts = z.object({ counts: z.record(z.string(), z.number()) });
const Token = z.object({ token: z.string() });
const START_WITHIN_MS = 120_000;

export async function startStandIn(world: string, app: StandInApp, logFile: string): Promise<StandIn> {
  const { clientId, clientSecret, redirectUri } = app;
  const registered = {
    clientId,
    clientSecret,
    redirectUris: [redirectUri],
    requiredScopes: REQUIRED_SCOPES,
    optionalScopes: OPTIONAL_SCOPES,
  };
  const options: ProgramOptions = {
    name: 'The stand-in HubSpot',
    script: 'test/stand-in/main.ts',
    args: ['--world', world, '--port', '0', '--auto-approve', '--app', JSON.stringify(registered)],
    logFile,
    ready: (line) => (line.startsWith('{"url"') ? line : undefined),
    startWithinMs: START_WITHIN_MS,
  };
  const program = await startProgram(options);
  const { url, accounts } = Ready.parse(JSON.parse(program.found));
  const [account] = accounts;
  if (account === undefined) throw new DemoError('The stand-in HubSpot has no account.');
  const { hubId, settings, feeds } = account;
  return {
    program,
    url,
    hubId,
    settings,
    feeds,
    callCounts: async () => Counts.parse(await ask(`${url}/__stand-in/journal/counts?account=${hubId}`)).counts,
    token: async () => Token.parse(await ask(`${url}/__stand-in/tokens`, { hubId })).token,
  };
}

async function ask(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new DemoError(`The stand-in HubSpot answered ${response.status} to ${url}`);
  return response.json();
}
