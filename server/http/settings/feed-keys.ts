import { makeFeedKeyCommand, revokeFeedKeyCommand } from '@partner-pulse/contract';
import { SAID } from '@partner-pulse/words';
import { withPortal } from '../../store/db.ts';
import { createFeedKey, revokeFeedKey } from '../../store/feed-keys.ts';
import { noteChange } from '../../store/settings-changes.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { done, madeKey, refused } from './answers.ts';
import type { SettingsOptions } from './read-settings.ts';

type Options = Pick<SettingsOptions, 'db' | 'now'>;

/** A repeated call makes a second key: the first one's text got lost on the way and could not be shown again. */
export function makeFeedKeyRoute({ db, now }: Options): CommandRoute {
  return commandRoute(makeFeedKeyCommand, db, async ({ label }, { identity: { portalId }, userId }) => {
    const nowMs = now();
    const { id, key } = await createFeedKey(db, portalId, { label, createdBy: userId, nowMs });
    await withPortal(db, portalId, (tx) =>
      noteChange(tx, { userId, nowMs }, { kind: 'feed-key', before: {}, after: { key: id, label, state: 'made' } }),
    );
    return madeKey(key);
  });
}

export function revokeFeedKeyRoute({ db, now }: Options): CommandRoute {
  return commandRoute(revokeFeedKeyCommand, db, async ({ id }, { identity: { portalId }, userId }) => {
    const nowMs = now();
    if (!(await revokeFeedKey(db, portalId, id, nowMs))) return refused(SAID.keyGone);
    await withPortal(db, portalId, (tx) =>
      noteChange(
        tx,
        { userId, nowMs },
        { kind: 'feed-key', before: { key: id, state: 'valid' }, after: { key: id, state: 'revoked' } },
      ),
    );
    return done(SAID.keyRevoked);
  });
}
