import { type Formatter, SETTING_LEAVES, settingName } from '@partner-pulse/words';
import { scoreChoicesIn } from '../../store/portal-settings.ts';
import type { SettingsChangeRow } from '../../store/settings-changes.ts';
import { wholeScore } from './score-model.ts';
import { targetWords } from './target-words.ts';

const LINES_SHOWN = 12;
const VALUE_SHOWN = 120;

/** Numbers that a program keeps for itself: a person is not told that they rose. */
const SILENT = new Set(['version']);

export interface ChangeReader {
  readonly currency: string;
  /** Name of a HubSpot owner. */
  readonly owner: (id: string) => string;
  readonly f: Formatter;
}

type Values = Readonly<Record<string, unknown>>;

/** What was, and what is now: a line per value that differs, lists as what was added to them and what was taken out. */
export function changeLines(
  { before, after, settingsVersion }: Pick<SettingsChangeRow, 'before' | 'after' | 'settingsVersion'>,
  reader: ChangeReader,
): string[] {
  const name = (path: readonly string[]) =>
    settingsVersion === null ? capital(path.map(leafName).join(', ')) : pathName(path);
  const whole = (stored: Values): Values =>
    settingsVersion === null ? stored : { ...stored, score: wholeScore(scoreChoicesIn(stored)) };
  const lines = [...differences([], whole(before), whole(after))].map(({ path, was, is }) => {
    const label = name(path);
    if (Array.isArray(was) || Array.isArray(is)) return `${label}: ${listText(path, listOf(was), listOf(is), reader)}`;
    return `${label}: from ${valueText(path, was, reader)} to ${valueText(path, is, reader)}`;
  });
  return lines.length > LINES_SHOWN ? [...lines.slice(0, LINES_SHOWN), 'and more'] : lines;
}

interface Difference {
  readonly path: readonly string[];
  readonly was: unknown;
  readonly is: unknown;
}

function* differences(path: readonly string[], before: Values, after: Values): Generator<Difference> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    if (SILENT.has(name) || JSON.stringify(was) === JSON.stringify(is)) continue;
    const here = [...path, name];
    if ((isValues(was) || was === undefined) && (isValues(is) || is === undefined)) {
      yield* differences(here, isValues(was) ? was : {}, isValues(is) ? is : {});
    } else yield { path: here, was, is };
  }
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const leafName = (name: string): string => SETTING_LEAVES[name] ?? name;

/** The setting's name, and which part of it where it has several. */
function pathName(path: readonly string[]): string {
  const whole = settingName(path);
  const rest = path.slice(settingName(path.slice(0, 1)) === whole ? 1 : 2);
  return [whole, ...rest.map(leafName)].join(', ');
}

function listText(
  path: readonly string[],
  was: readonly unknown[],
  is: readonly unknown[],
  reader: ChangeReader,
): string {
  const keys = (list: readonly unknown[]) => new Set(list.map((one) => JSON.stringify(one)));
  const [old, now] = [keys(was), keys(is)];
  const texts = (list: readonly unknown[]) => list.map((one) => valueText(path, one, reader)).join('; ');
  const added = is.filter((one) => !old.has(JSON.stringify(one)));
  const removed = was.filter((one) => !now.has(JSON.stringify(one)));
  const parts = [
    ...(added.length > 0 ? [`added ${texts(added)}`] : []),
    ...(removed.length > 0 ? [`removed ${texts(removed)}`] : []),
  ];
  return short(parts.join(', ') || 'in another order');
}

function valueText(path: readonly string[], value: unknown, reader: ChangeReader): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (path.at(-1) === 'ownerId' && typeof value === 'string') return reader.owner(value);
  if (isValues(value)) return short(path[0] === 'targets' ? targetText(value, reader) : plain(value));
  return short(typeof value === 'number' ? reader.f.number(value) : String(value));
}

function targetText({ partnerId, from, to, amount }: Values, { f, currency }: ChangeReader): string {
  const { money, period } = targetWords({ from: String(from), to: String(to), amount: Number(amount) }, currency, f);
  const whose = partnerId === null || partnerId === undefined ? 'the programme' : `company ${partnerId}`;
  return `${money} for ${whose}, ${period}`;
}

const plain = (value: Values): string =>
  Object.entries(value)
    .map(([name, one]) => `${leafName(name)} ${isValues(one) ? plain(one) : String(one)}`)
    .join(', ');

const short = (text: string): string => (text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN - 1)}…` : text);
