import { Writable } from 'node:stream';
import { expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createLogger } from '../ops/logger.ts';
import { syncStep } from './sync-step.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();

it('the log says after every page which stream of the account it belongs to', async () => {
  const world = bigWorld({ companies: 8, deals: 20, partners: 3, seed: 3 });
  const { hubspot, portalId, clock, close } = await connectedAccount({ db: database.db, world });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLogger({ level: 'debug', destination }).child({ portal: portalId });
  const now = () => clock.now();
  const step = syncStep({ db: database.db, door: hubspot.door, now, searchLagMs: 60_000, sliceMs: 600_000 });
  await step.run(portalId, { log, signal: new AbortController().signal });
  await close();
  const pages = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'sync.page');
  expect(pages).toContainEqual(expect.objectContaining({ portal: portalId, stream: 'deals', done: 20 }));
  expect(pages.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['companies', 'partner-links']));
});
