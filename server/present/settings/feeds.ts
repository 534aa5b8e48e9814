import type { SettingsReady } from '@partner-pulse/contract';
import type { Formatter } from '@partner-pulse/words';
import { FEED_KINDS, FEEDS, type FeedKind } from '../../../app/feeds/feeds.ts';
import { CATALOGUE } from '../../../app/metrics/catalogue.generated.ts';
import type { Upload } from '../../store/feeds.ts';
import { ownerName } from './score.ts';
import type { SettingsData } from './settings-data.ts';
import { personName } from './steps.ts';

const DAY_MS = 86_400_000;
const UPLOADS_SHOWN = 5;

/** Feeds with their owner and age, what came last, and the keys that may upload. */
export function feedsPart(data: SettingsData, f: Formatter): SettingsReady['feeds'] {
  return {
    feeds: FEED_KINDS.map((kind) => feedRow(kind, data, f)),
    keys: data.keys.map(({ id, label, createdMs, createdBy, lastUsedMs, revokedMs }) => ({
      id,
      label,
      isValid: revokedMs === null,
      text: [
        `Made ${f.dateTime(createdMs)} by ${personName(data, createdBy).toLowerCase()}`,
        lastUsedMs === null ? 'never used' : `last used ${f.dateTime(lastUsedMs)}`,
        ...(revokedMs === null ? [] : [`revoked ${f.dateTime(revokedMs)}`]),
      ].join(', '),
    })),
    benchmarks: data.benchmarks.map((values) => ({
      name: benchmarkName(String(values.metric ?? ''), String(values.measure ?? '')),
      value: typeof values.value === 'number' ? f.number(values.value, 2) : 'not known',
      source: String(values.source ?? 'no source'),
    })),
  };
}

function benchmarkName(metric: string, measure: string): string {
  const meta = CATALOGUE.find((one) => one.meta.id === metric)?.meta;
  return meta ? `${meta.name}: ${measure}` : `${metric}/${measure}`;
}

function feedRow(kind: FeedKind, data: SettingsData, f: Formatter): SettingsReady['feeds']['feeds'][number] {
  const spec = FEEDS[kind];
  const set = data.portal.settings.feeds[kind];
  const days = set?.expectedEveryDays ?? spec.expectedEveryDays;
  const last = data.received.get(kind) ?? null;
  const uploads = data.uploads.filter((one) => one.kind === kind).slice(0, UPLOADS_SHOWN);
  const ageDays = last === null ? null : (data.nowMs - last) / DAY_MS;
  return {
    kind,
    name: spec.name,
    about: `${spec.about.charAt(0).toUpperCase()}${spec.about.slice(1)}.`,
    ownerId: set?.ownerId ?? null,
    ownerText: ownerName(data.owners, set?.ownerId ?? null),
    expectedEveryDays: set?.expectedEveryDays ?? null,
    expectedText: days === 1 ? 'every day' : `every ${f.days(days)}`,
    lastText: last === null ? 'Never' : f.dateTime(last),
    ...ageWord(ageDays, days),
    uploads: uploads.map((upload) => ({ id: upload.id, ...uploadText(upload, data, f) })),
  };
}

function ageWord(
  ageDays: number | null,
  expectedDays: number,
): { word: string; tone: 'good' | 'warning' | 'bad' | 'neutral' } {
  if (ageDays === null) return { word: 'Not in use', tone: 'neutral' };
  if (ageDays <= expectedDays) return { word: 'On time', tone: 'good' };
  return ageDays <= 2 * expectedDays ? { word: 'Late', tone: 'warning' } : { word: 'Stale', tone: 'bad' };
}

function uploadText(upload: Upload, data: SettingsData, f: Formatter): { title: string; lines: string[] } {
  const { receivedMs, source, broughtBy, kept, refused, ignoredColumns, withdrawnMs, contentHash } = upload;
  const by = source === 'api' ? `API${broughtBy === null ? '' : `, key ${keyLabel(data, broughtBy)}`}` : 'File';
  return {
    title: `${f.dateTime(receivedMs)}, ${by}`,
    lines: [
      contentHash === ''
        ? 'Not complete'
        : `${f.count(kept, 'row')} kept, ${refused === 0 ? 'none refused' : `${f.number(refused)} refused`}`,
      ...(ignoredColumns.length === 0 ? [] : [`Columns that the feed does not know: ${f.list(ignoredColumns)}`]),
      ...(withdrawnMs === null ? [] : [`Taken back ${f.dateTime(withdrawnMs)}`]),
    ],
  };
}

const keyLabel = ({ keys }: SettingsData, id: string): string =>
  keys.find((key) => String(key.id) === id.replace(/^key[ :-]*/, ''))?.label ?? id;
