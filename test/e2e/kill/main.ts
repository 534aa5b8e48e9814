/**
 * npm run kill-test [-- --kills 20] [--seed 1] [--world programme] [--only worker|processes]
 * Kills the worker with SIGKILL at random moments of a first pass, starts it again each time, and compares what became
 * of the account with an undisturbed run: the store, the results, and the properties in HubSpot. Exits with 1 when
 * anything differs. Moments are counted in requests that reached HubSpot, so a seed means the same on any machine.
 * Then two webs and two workers on one Redis and one PostgreSQL are struck in turn under load: SIGKILL, FLUSHALL, a crash
 * of the database, a rolling restart; printed is what was lost (nothing) and how long recovery took.
 */
import { parseArgs } from 'node:util';
import { scratchDatabases } from '../../support/scratch-databases.ts';
import { differencesBetween } from './account-state.ts';
import { strikeProcesses } from './processes.ts';
import { type KilledRun, runToTheEnd } from './run-to-the-end.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    world: { type: 'string', default: 'programme' },
    only: { type: 'string', default: 'all' },
  },
});

/** Mulberry32: small, seeded, good enough to scatter moments. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const databases = await scratchDatabases({ willCrash: true });
try {
  const { only } = values;
  const held = [
    only === 'processes' || (await killOneWorker()),
    only === 'worker' || (await strikeProcesses(databases, say)),
  ];
  process.exitCode = held.every(Boolean) ? 0 : 1;
} finally {
  await databases.close();
}

async function killOneWorker(): Promise<boolean> {
  const { world } = values;
  const quiet = await runToTheEnd({
    database: await databases.create('quiet'),
    world,
    kills: 0,
    mostBetween: 1,
    random: () => 0,
    say,
  });
  say(`undisturbed: ${quiet.requests} requests, ${sizes(quiet)}`);
  const random = randomFrom(Number(values.seed));
  const database = await databases.create('killed');
  const kills = Number(values.kills);
  // Spread over the whole pass, and a little closer, so that it does not end before the last of them.
  const mostBetween = Math.max(1, Math.floor((1.7 * quiet.requests) / (kills + 1)));
  const killed = await runToTheEnd({ database, world, kills, mostBetween, random, say });
  say(`killed ${killed.kills} times: ${killed.requests} requests, ${sizes(killed)}`);
  const differences = [
    ...differencesBetween(quiet.state, killed.state),
    ...differencesBetween({ properties: quiet.properties }, { properties: killed.properties }),
  ];
  for (const difference of differences) say(`DIFFERS ${difference}`);
  if (killed.kills < kills) say(`only ${killed.kills} kills found the worker at work`);
  const isEqual = differences.length === 0 && killed.kills >= kills;
  say(isEqual ? 'equal: facts, snapshots, cards, outbox and HubSpot properties' : 'NOT EQUAL');
  return isEqual;
}

function sizes({ state, properties }: KilledRun): string {
  const parts = Object.entries(state).map(([part, lines]) => `${lines.length} ${part}`);
  return [...parts, `${properties.length} records with properties`].join(', ');
}
