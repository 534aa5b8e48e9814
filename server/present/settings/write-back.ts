import type { SettingsReady } from '@partner-pulse/contract';
import type { Formatter } from '@partner-pulse/words';
import { OUR_PROPERTIES } from '../../writeback/provision.ts';
import type { SettingsData } from './settings-data.ts';

const PROPERTIES_SHOWN = 30;
const SAMPLES_SHOWN = 5;
const CHANGES_SHOWN = 4;
const LABELS = new Map(OUR_PROPERTIES.map(({ name, label }) => [name, label]));

/** What will be written, to how many records, and whether it can be undone. */
export function writeBackPart(data: SettingsData, f: Formatter): SettingsReady['writeBack'] {
  const { writes, lastWrite, portal } = data;
  const { companies, deals } = writes.records;
  const canUndo = lastWrite !== null && lastWrite.undoneMs === null;
  return {
    isPaused: writes.pausedSinceMs !== null,
    stateText:
      writes.pausedSinceMs === null
        ? 'After every sync, what differs is written.'
        : `Paused since ${f.dateTime(writes.pausedSinceMs)}. Nothing is written.`,
    lines:
      data.computation === null
        ? [{ label: 'Next run', value: 'Not known before the first sync is complete' }]
        : companies + deals === 0
          ? [{ label: 'Next run', value: 'None now: HubSpot holds what was computed last' }]
          : [
              { label: 'Companies', value: f.count(companies, 'company') },
              { label: 'Deals', value: f.count(deals, 'deal') },
            ],
    properties: Object.entries(writes.properties)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, PROPERTIES_SHOWN)
      .map(([name, count]) => ({ label: LABELS.get(name) ?? name, value: f.count(count, 'record') })),
    samples: writes.samples.slice(0, SAMPLES_SHOWN).map(({ objectType, recordId, name, changes }) => ({
      title: data.viewer.isAdmin && name ? name : `${objectType === 'companies' ? 'Company' : 'Deal'} ${recordId}`,
      lines: [
        ...changes
          .slice(0, CHANGES_SHOWN)
          .map(({ property, from, to }) => `${LABELS.get(property) ?? property}: from ${shown(from)} to ${shown(to)}`),
        ...(changes.length > CHANGES_SHOWN ? [`and ${f.number(changes.length - CHANGES_SHOWN)} more`] : []),
      ],
    })),
    canUndo,
    undoText: undoText(data, f),
    writeDeals: portal.settings.writeDeals,
  };
}

const shown = (value: string): string => (value === '' ? 'empty' : value);

function undoText({ lastWrite }: SettingsData, f: Formatter): string {
  if (lastWrite === null) return 'Nothing has been written yet, so there is nothing to undo.';
  if (lastWrite.undoneMs !== null) return `The last run was undone ${f.dateTime(lastWrite.undoneMs)}.`;
  return `Puts back the values that the run of ${f.dateTime(lastWrite.startedMs)} found, and pauses writing.`;
}
