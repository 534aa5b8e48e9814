import type { SettingsStatus } from '@partner-pulse/contract';
import { type Formatter, failureWords, SCOPE_REASONS, STATUS_WORDS } from '@partner-pulse/words';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../hubspot/scopes.ts';
import type { SettingsData } from './settings-data.ts';

const GRACE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** HubSpot allows an app 110 calls in any ten seconds. */
const CALLS_A_DAY = 110 * 8640;

/** How the account is doing: last and next sync, what was read and written, what is wrong and what to do about it. */
export function statusPart(data: SettingsData, f: Formatter): SettingsStatus {
  const { tone, word } = verdict(data);
  const syncs = data.runs.filter(({ kind }) => kind !== 'write-back');
  const last = syncs.find(({ finishedMs, error }) => finishedMs !== null && error === null);
  const write = data.runs.find(({ kind, finishedMs }) => kind === 'write-back' && finishedMs !== null);
  const today = data.runs.filter(({ startedMs }) => data.nowMs - startedMs < DAY_MS);
  const calls = today.flatMap((run) => Object.values(run.calls)).reduce((sum, count) => sum + count, 0);
  const { refusedRecords } = data.writeFigures;
  return {
    tone,
    word,
    text: [
      last?.finishedMs ? `Last sync ${f.dateTime(last.finishedMs)}.` : 'No sync has ended yet.',
      nextText(data, f),
    ].join(' '),
    lines: [
      { label: 'Companies read', value: f.number(data.counts.companies) },
      { label: 'Deals read', value: f.number(data.counts.deals) },
      { label: 'Partners', value: f.number(data.counts.partners) },
      { label: 'Last write-back', value: write ? writtenText(write, f) : 'Nothing written yet' },
      {
        label: 'Records that HubSpot refused',
        value: refusedRecords === 0 ? 'None' : f.count(refusedRecords, 'record'),
      },
      { label: 'Calls to HubSpot in 24 hours', value: callsText(calls, f) },
    ],
    problems: problems(data, f),
    scopes: scopes(data),
  };
}

type Verdict = Pick<SettingsStatus, 'tone' | 'word'>;

function verdict(data: SettingsData): Verdict {
  const { portal, runs, nowMs, syncIntervalMs } = data;
  if (portal.status === 'disconnected') return { tone: 'bad', word: STATUS_WORDS.disconnected };
  if (portal.backfilledMs === null) return { tone: 'neutral', word: STATUS_WORDS.first };
  if (portal.parkedUntilMs !== null && portal.parkedUntilMs > nowMs)
    return { tone: 'warning', word: STATUS_WORDS.waiting };
  const ended = runs.find(({ finishedMs }) => finishedMs !== null);
  if (ended?.error) return { tone: 'bad', word: STATUS_WORDS.failed };
  const fresh = runs.some(
    ({ finishedMs, error, kind }) =>
      kind !== 'write-back' &&
      finishedMs !== null &&
      error === null &&
      nowMs - finishedMs <= 2 * syncIntervalMs + GRACE_MS,
  );
  return fresh ? { tone: 'good', word: STATUS_WORDS.fresh } : { tone: 'warning', word: STATUS_WORDS.late };
}

function nextText({ portal, nextDueMs, nowMs }: SettingsData, f: Formatter): string {
  if (portal.status === 'disconnected') return 'There is no next one until the app is installed again.';
  if (portal.parkedUntilMs !== null && portal.parkedUntilMs > nowMs) {
    return `HubSpot asked us to wait until ${f.dateTime(portal.parkedUntilMs)}.`;
  }
  if (nextDueMs === null) return '';
  return nextDueMs <= nowMs ? 'The next one is about to start.' : `Next about ${f.dateTime(nextDueMs)}.`;
}

function writtenText({ finishedMs, counts, error }: SettingsData['runs'][number], f: Formatter): string {
  const when = f.dateTime(finishedMs ?? 0);
  if (error !== null) return `Failed ${when}`;
  const { companies = 0, deals = 0 } = counts;
  return `${f.count(companies, 'company')} and ${f.count(deals, 'deal')}, ${when}`;
}

function problems(data: SettingsData, f: Formatter): SettingsStatus['problems'] {
  const { portal, runs, writeFigures } = data;
  const found: SettingsStatus['problems'] = [];
  if (portal.status === 'disconnected') {
    found.push({
      text: portal.statusReason ?? 'The connection to HubSpot was withdrawn.',
      fix: 'A super admin installs Partner Pulse again.',
      whenText: '',
    });
  }
  const seen = new Set<string>();
  // A failure that a later run of the same kind got over is history.
  for (const run of runs) {
    if (run.finishedMs === null || seen.has(run.kind)) continue;
    seen.add(run.kind);
    if (run.error !== null) found.push({ ...failureWords(run.error), whenText: f.dateTime(run.finishedMs) });
  }
  for (const { value, count } of writeFigures.reasons) {
    found.push({ text: `${f.count(count, 'record')} could not be written.`, fix: value, whenText: '' });
  }
  for (const name of portal.missingCapabilities) {
    found.push({
      text: `HubSpot does not let us read ${name.replaceAll('_', ' ')}.`,
      fix: 'Metrics that need it say so. If the account has the product, install the app again and accept all scopes.',
      whenText: '',
    });
  }
  return found;
}

function scopes({ portal }: SettingsData): SettingsStatus['scopes'] {
  const granted = new Set(portal.scopes);
  const entry = (name: string, needed: boolean): SettingsStatus['scopes'][number] => {
    const why = SCOPE_REASONS[name] ?? '';
    if (granted.has(name)) return { name, word: 'Granted', tone: 'good', why };
    return needed
      ? { name, word: 'Missing, needed', tone: 'bad', why }
      : { name, word: 'Not granted', tone: 'neutral', why };
  };
  return [...REQUIRED_SCOPES.map((name) => entry(name, true)), ...OPTIONAL_SCOPES.map((name) => entry(name, false))];
}

function callsText(calls: number, f: Formatter): string {
  const share = calls / CALLS_A_DAY;
  return `${f.number(calls)}, ${share < 0.01 ? 'under 1%' : f.percent(share)} of what HubSpot allows`;
}
