import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { testDatabase } from '../../test/support/postgres.ts';
import { withPortal } from '../store/db.ts';
import { addAdmin, readAdmins, removeAdmin } from '../store/portal-admins.ts';
import { connectPortal } from '../store/portals.ts';
import { adminsOnly } from './require-admin.ts';
import type { CardRoute } from './route.ts';

const [OURS, THEIRS] = [1, 2];
const INSTALLER = '7001';

describe('what only admins may do', () => {
  const database = testDatabase();
  const route: CardRoute = { access: 'card', path: '/api/settings', answer: async () => 'changed' };
  const ask = (portalId: number, userId: string | undefined) =>
    adminsOnly(route, database.db).answer({
      identity: { portalId, userId, userEmail: 'admin@example.com', appId: '1' },
      query: { userId: INSTALLER, isAdmin: 'true', portalId: String(OURS) },
      log: pino({ level: 'silent' }),
    });

  beforeEach(async () => {
    await database.db.pool.query('delete from portals');
    for (const [portalId, userId] of [
      [OURS, INSTALLER],
      [THEIRS, '9'],
    ] as const) {
      await withPortal(database.db, portalId, (tx) => connectPortal(tx, { userId, scopes: [] }));
    }
  });

  it('is open to whoever installed the app, and to those they add', async () => {
    expect(await ask(OURS, INSTALLER)).toBe('changed');
    await withPortal(database.db, OURS, (tx) => addAdmin(tx, '7002', INSTALLER));
    expect(await ask(OURS, '7002')).toBe('changed');
  });

  it.each([
    ['another user, whatever their query claims', OURS, '7003'],
    ['a caller without a user', OURS, undefined],
    ['an admin of another account', THEIRS, INSTALLER],
  ])('is closed to %s', async (_name, portalId, userId) => {
    await expect(ask(portalId, userId)).rejects.toMatchObject({ code: 'admin_needed' });
  });

  it('never loses its last admin, also when two remove each other at the same time', async () => {
    await withPortal(database.db, OURS, (tx) => addAdmin(tx, '7002', INSTALLER));
    const removed = await Promise.all(
      [INSTALLER, '7002'].map((userId) => withPortal(database.db, OURS, (tx) => removeAdmin(tx, userId))),
    );
    expect(removed.filter(Boolean)).toHaveLength(1);
    expect(await withPortal(database.db, OURS, readAdmins)).toHaveLength(1);
  });

  it('stays with the admins when the app is installed again by somebody else', async () => {
    await withPortal(database.db, OURS, (tx) => connectPortal(tx, { userId: '8', scopes: [] }));
    const admins = await withPortal(database.db, OURS, readAdmins);
    expect(admins.map(({ userId }) => userId).sort()).toEqual([INSTALLER, '8']);
  });
});
