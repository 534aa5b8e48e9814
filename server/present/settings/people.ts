import type { SettingsReady } from '@partner-pulse/contract';
import { CHANGE_TITLES, type Formatter, settingName, userName } from '@partner-pulse/words';
import type { SettingsChangeRow } from '../../store/settings-changes.ts';
import type { SettingsData } from './settings-data.ts';
import { personName } from './steps.ts';

const LINES_SHOWN = 12;
const VALUE_SHOWN = 120;

export function peoplePart(data: SettingsData, f: Formatter): SettingsReady['people'] {
  return {
    rights: data.portal.settings.judgements,
    admins: data.admins.map(({ userId, addedBy }) => ({
      userId,
      name: userName(userId),
      note: addedBy === null ? 'Installed the app' : `Added by ${personName(data, addedBy).toLowerCase()}`,
      isYou: userId === data.viewer.userId,
    })),
    changes: data.changes.map((change, index) => ({
      id: change.id,
      at: new Date(change.atMs).toISOString(),
      whenText: f.dateTime(change.atMs),
      whoText: personName(data, change.userId),
      title: CHANGE_TITLES[change.kind] ?? change.kind,
      lines: changeLines(change),
      // The newest version of the settings is the one in force.
      canRestore:
        change.settingsVersion !== null && data.changes.slice(0, index).some((one) => one.settingsVersion !== null),
    })),
  };
}

/** What was, and what is now, setting by setting. */
export function changeLines({ before, after, settingsVersion }: SettingsChangeRow): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const lines = names.map((name) => {
    const label = settingsVersion === null ? capital(name) : settingName([name]);
    return `${label}: from ${valueText(before[name])} to ${valueText(after[name])}`;
  });
  return lines.length > LINES_SHOWN ? [...lines.slice(0, LINES_SHOWN), 'and more'] : lines;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function valueText(value: unknown): string {
  if (value === undefined) return 'default';
  if (value === null) return 'none';
  const text = typeof value === 'string' ? value : plain(value);
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN - 1)}…` : text;
}

/** A stored value without the brackets and quotes of JSON. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, one]) => `${name} ${plain(one)}`)
      .join('; ');
  }
  return String(value);
}
