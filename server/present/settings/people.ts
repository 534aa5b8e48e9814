import type { SettingsReady } from '@partner-pulse/contract';
import { CHANGE_TITLES, type Formatter } from '@partner-pulse/words';
import { changeLines } from './change-lines.ts';
import { ownerName } from './score.ts';
import type { SettingsData } from './settings-data.ts';
import { nameOfUser, personName } from './steps.ts';

/** Whom an admin can add without looking for a number: HubSpot's owners are users, and the app reads owners anyway. */
function candidatesOf({ owners, admins }: SettingsData): SettingsReady['people']['candidates'] {
  const taken = new Set(admins.map(({ userId }) => userId));
  const users = new Map(
    owners.flatMap(({ id, userId, archived }) =>
      archived || !userId || taken.has(userId) ? [] : [[userId, ownerName(owners, id)] as const],
    ),
  );
  return [...users]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}

export function peoplePart(data: SettingsData, f: Formatter): SettingsReady['people'] {
  const { owners, portal } = data;
  const reader = { currency: portal.settings.currency, owner: (id: string) => ownerName(owners, id), f };
  return {
    rights: data.portal.settings.judgements,
    admins: data.admins.map(({ userId, addedBy }) => ({
      userId,
      name: nameOfUser(data, userId),
      note:
        addedBy === null
          ? 'Installed the app'
          : `Added by ${addedBy === data.viewer.userId ? 'you' : nameOfUser(data, addedBy)}`,
      isYou: userId === data.viewer.userId,
    })),
    candidates: candidatesOf(data),
    changes: data.changes.map((change, index) => ({
      id: change.id,
      at: new Date(change.atMs).toISOString(),
      whenText: f.dateTime(change.atMs),
      whoText: personName(data, change.userId),
      title: CHANGE_TITLES[change.kind] ?? change.kind,
      lines: changeLines(change, reader),
      // The newest version of the settings is the one in force.
      canRestore:
        change.settingsVersion !== null && data.changes.slice(0, index).some((one) => one.settingsVersion !== null),
    })),
  };
}
