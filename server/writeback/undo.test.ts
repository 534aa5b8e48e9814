import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { createLogger } from '../ops/logger.ts';
import { withPortal } from '../store/db.ts';
import { storePlans } from '../store/property-writes.ts';
import { pauseWrites, resumeWrites } from '../store/write-runs.ts';
import { previewWriteBack } from './preview.ts';
import { undoLastRun } from './undo.ts';
import { writeStep } from './write-step.ts';

const database = testDatabase();
const { world } = resolveWorld('tiny-revenue');
const [one = '', two = ''] = world.companies.map((company) => company.hs_object_id ?? '');
const log = createLogger({ level: 'silent' });
let account: ConnectedAccount;

beforeAll(async () => {
  account = await connectedAccount({ db: database.db, world });
  await account.sync();
}, 60_000);
afterAll(() => account?.close());

const door = () => account.hubspot.door.account(account.portalId);
const put = (id: string, values: Record<string, string>) => {
  const plan = { objectType: 'companies' as const, objectId: id, desired: values, pending: values };
  return withPortal(database.db, account.portalId, (tx) => storePlans(tx, [plan]));
};
const send = () => {
  const step = writeStep({ db: database.db, door: account.hubspot.door, clock: account.hubspot.clock });
  return step.run(account.portalId, { log, signal: new AbortController().signal });
};
const preview = () => previewWriteBack({ db: database.db, nowMs: account.clock.now() }, account.portalId);
const undo = () => undoLastRun({ db: database.db, door: door(), clock: account.hubspot.clock });
const pause = () => withPortal(database.db, account.portalId, (tx) => pauseWrites(tx, account.clock.now()));
const resume = () => withPortal(database.db, account.portalId, (tx) => resumeWrites(tx));
const score = async (id: string) => {
  const { records } = await door().batchRead('companies', [id], { properties: ['partner_pulse_score'] });
  return records[0]?.properties.partner_pulse_score ?? null;
};
const updates = () => account.standIn.journal.counts().batchUpdate;

describe('an admin', () => {
  beforeEach(async () => {
    await resume();
    await put(one, { partner_pulse_score: '40' });
    await put(two, { partner_pulse_score: '50' });
    await send();
    account.standIn.journal.clear();
  });

  it('sees what write-back would change, how many records, and samples with both values, before anything is sent', async () => {
    await put(one, { partner_pulse_score: '41', partner_pulse_band: 'watch' });
    expect(await preview()).toEqual({
      pausedSinceMs: null,
      records: { companies: 1, deals: 0 },
      properties: { partner_pulse_score: 1, partner_pulse_band: 1 },
      samples: [
        {
          objectType: 'companies',
          recordId: one,
          name: world.companies[0]?.name,
          changes: [
            { property: 'partner_pulse_score', from: '40', to: '41' },
            { property: 'partner_pulse_band', from: expect.any(String), to: 'watch' },
          ].sort((a, b) => a.property.localeCompare(b.property)),
        },
      ],
    });
    expect(updates()).toBe(0);
  });

  it('puts write-back on hold and resumes it; nothing is lost meanwhile', async () => {
    await pause();
    await put(one, { partner_pulse_score: '42' });
    await send();
    expect(updates()).toBe(0);
    expect((await preview()).pausedSinceMs).toBe(account.clock.now());
    await resume();
    await send();
    expect(await score(one)).toBe('42');
  });

  it('undoes the last run: values as they were before it, and only those it changed', async () => {
    await put(one, { partner_pulse_score: '43' });
    await send();
    expect(await undo()).toEqual({ kind: 'undone', records: 1, kept: 0 });
    expect([await score(one), await score(two)]).toEqual(['40', '50']);
    // The plan is still there, and waits for the admin.
    expect(await preview()).toMatchObject({ pausedSinceMs: expect.any(Number), records: { companies: 1 } });
    await send();
    expect(await score(one)).toBe('40');
    await resume();
    await send();
    expect(await score(one)).toBe('43');
  });

  it('undoes a run only once, and a first value by clearing it', async () => {
    const id = world.companies[3]?.hs_object_id ?? '';
    await put(id, { partner_pulse_score: '44' });
    await send();
    expect(await undo()).toMatchObject({ kind: 'undone', records: 1 });
    expect(await score(id)).toBe(null);
    expect(await undo()).toEqual({ kind: 'nothing-to-undo' });
  });

  it('asks again for an undo that was cut off, and it ends the same', async () => {
    await put(one, { partner_pulse_score: '45' });
    await send();
    account.standIn.faults.add([{ when: 'POST */batch/update', times: 9, answer: { status: 503 } }]);
    await expect(undo()).rejects.toThrow('503');
    account.standIn.faults.clear();
    expect(await undo()).toMatchObject({ kind: 'undone' });
    expect(await score(one)).toBe('40');
  });
});
