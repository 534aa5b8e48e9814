import { addAdminCommand, removeAdminCommand } from '@partner-pulse/contract';
import { SAID } from '@partner-pulse/words';
import { type PortalTx, withPortal } from '../../store/db.ts';
import { addAdmin, readAdmins, removeAdmin } from '../../store/portal-admins.ts';
import { noteChange } from '../../store/settings-changes.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { done, refused } from './answers.ts';
import type { SettingsOptions } from './read-settings.ts';

type Options = Pick<SettingsOptions, 'db' | 'now'>;

const adminIds = async (tx: PortalTx) => ({ admins: (await readAdmins(tx)).map(({ userId }) => userId) });

export function addAdminRoute({ db, now }: Options): CommandRoute {
  return commandRoute(addAdminCommand, db, async (body, { identity: { portalId }, userId }) => {
    await withPortal(db, portalId, async (tx) => {
      const before = await adminIds(tx);
      if (before.admins.includes(body.userId)) return;
      await addAdmin(tx, body.userId, userId);
      await noteChange(tx, { userId, nowMs: now() }, { kind: 'admin', before, after: await adminIds(tx) });
    });
    return done(SAID.adminAdded);
  });
}

export function removeAdminRoute({ db, now }: Options): CommandRoute {
  return commandRoute(removeAdminCommand, db, async (body, { identity: { portalId }, userId }) =>
    withPortal(db, portalId, async (tx) => {
      const before = await adminIds(tx);
      // Gone already: the call was repeated.
      if (!before.admins.includes(body.userId)) return done(SAID.adminRemoved);
      if (!(await removeAdmin(tx, body.userId))) return refused(SAID.lastAdmin, { setting: 'Admins' });
      await noteChange(tx, { userId, nowMs: now() }, { kind: 'admin', before, after: await adminIds(tx) });
      return done(SAID.adminRemoved);
    }),
  );
}
