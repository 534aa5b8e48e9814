import { manualClock } from '../stand-in/clock.ts';
import { createStandIn } from '../stand-in/index.ts';
import { type Answer, type Client, createClient, textAt } from './client.ts';
import { emptyWorld } from './empty-world.ts';

/** A server that the contract is held against. */
export interface Target {
  readonly client: Client;
  /** The same server without a token. */
  readonly anonymous: Client;
  /** Unique to this run; every record and property of the suite carries it, and nothing else is touched. */
  readonly prefix: string;
  /** Repeats a search until it shows what `ready` waits for: the index of HubSpot lags behind writes. */
  untilSearched(search: () => Promise<Answer>, ready: (answer: Answer) => boolean): Promise<Answer>;
  /** Creates a record that is archived when the suite ends. */
  create(type: string, properties: Record<string, string>): Promise<string>;
  /** Forgets a record that the test itself took away. */
  close(): Promise<void>;
}

export interface NamedTarget {
  readonly name: string;
  open(): Promise<Target>;
}

const SEARCH_LAG_MILLISECONDS = 5000;
/** How often a real account is asked before a search counts as failed; each try takes a network round trip. */
const REAL_TRIES = 120;

function makeTarget(
  baseUrl: string,
  token: string,
  prefix: string,
  settle: () => Promise<void>,
  stop: () => Promise<void>,
): Target {
  const client = createClient(baseUrl, token);
  const made: { type: string; id: string }[] = [];
  return {
    client,
    anonymous: createClient(baseUrl, null),
    prefix,
    untilSearched: async (search, ready) => {
      let answer = await search();
      for (let tries = 0; tries < REAL_TRIES && !ready(answer); tries += 1) {
        await settle();
        answer = await search();
      }
      return answer;
    },
    create: async (type, properties) => {
      const answer = await client.post(`/crm/objects/2026-09/${type}`, { properties });
      if (answer.status !== 201) throw new Error(`Creating a ${type} record: ${JSON.stringify(answer.body)}`);
      const id = textAt(answer.body, 'id');
      made.push({ type, id });
      return id;
    },
    close: async () => {
      for (const { type, id } of made) await client.delete(`/crm/objects/2026-09/${type}/${id}`);
      await stop();
    },
  };
}

const standIn: NamedTarget = {
  name: 'the stand-in',
  open: async () => {
    const clock = manualClock('2026-01-15T12:00:00Z');
    const server = await createStandIn({
      world: emptyWorld,
      clock,
      limits: false,
      searchLagMilliseconds: SEARCH_LAG_MILLISECONDS,
    });
    const settle = async () => clock.advance(SEARCH_LAG_MILLISECONDS);
    return makeTarget(server.url, server.token(), 'contract_run', settle, () => server.close());
  },
};

function realAccount(token: string): NamedTarget {
  return {
    name: 'the real account of HUBSPOT_CONTRACT_TOKEN',
    open: async () => {
      const prefix = `contract_${Date.now().toString(36)}`;
      const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 500));
      return makeTarget('https://api.hubapi.com', token, prefix, pause, async () => {});
    },
  };
}

/**
 * The stand-in always, and a real account where `HUBSPOT_CONTRACT_TOKEN` holds a private app's token with read and write
 * scopes for companies, contacts and deals and their schemas. Only records and properties of the suite's own are written there,
 * and they are archived at the end.
 */
export function targets(): NamedTarget[] {
  const token = process.env.HUBSPOT_CONTRACT_TOKEN;
  return token ? [standIn, realAccount(token)] : [standIn];
}

/** A test against a real account takes network time. */
export const CONTRACT_TIMEOUT_MILLISECONDS = 120_000;
