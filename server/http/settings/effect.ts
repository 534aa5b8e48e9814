import { type ActionAnswer, CONTRACT_VERSION, previewEffectCommand } from '@partner-pulse/contract';
import { createFormatter, type Formatter, SAID } from '@partner-pulse/words';
import type { PortalSettings } from '../../../app/mapping/settings.ts';
import { wantedCompanyProperties, wantedDealProperties } from '../../../app/mapping/wanted-properties.ts';
import { type BandsByPartner, bandsUnder } from '../../compute/effect.ts';
import { bandCounts } from '../../present/settings/steps.ts';
import { loadAccount } from '../../store/account-records.ts';
import { withPortal } from '../../store/db.ts';
import { parsePortalSettings } from '../../store/portal-settings.ts';
import { readPortal } from '../../store/portals.ts';
import { readComputation } from '../../store/results.ts';
import { readStoredSettings } from '../../store/settings-changes.ts';
import { partnerBands, recordCount } from '../../store/settings-page.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { refused, refusedBy } from './answers.ts';
import { applyChange } from './apply-change.ts';
import type { SettingsOptions } from './read-settings.ts';

/** More records than this would not be computed before HubSpot gives up on the call. */
const MOST_RECORDS = 40_000;
const WITHIN_MS = 11_000;

/** What the bands of all partners would be under changed settings. Stores nothing. */
export function previewEffectRoute({ db }: Pick<SettingsOptions, 'db'>): CommandRoute {
  return commandRoute(previewEffectCommand, db, async ({ change, locale }, { identity: { portalId } }) => {
    const portal = await readPortal(db, portalId);
    const f = createFormatter({ locale, timeZone: portal.settings.timeZone });
    const read = await withPortal(db, portalId, async (tx) => ({
      stored: (await readStoredSettings(tx)).stored,
      computation: await readComputation(tx),
      before: await partnerBands(tx),
      records: await recordCount(tx),
    }));
    if (read.computation === null) return refused(SAID.notComputed);
    let settings: PortalSettings;
    try {
      settings = parsePortalSettings(applyChange(read.stored, change), portal);
    } catch (error) {
      return refusedBy(error);
    }
    const unread = unreadProperty(portal.settings, settings);
    if (unread !== null) return refused(SAID.effectUnread(unread), { setting: unread });
    if (read.records > MOST_RECORDS) return refused(SAID.effectLarge(f.count(read.records, 'record')));
    const readRecords = async () => ({ ...(await loadAccount(db, portalId)), settings });
    const after = await bandsUnder(readRecords, read.computation.asOfDay, WITHIN_MS);
    if (after === 'busy') return refused(SAID.effectBusy);
    if (after === 'slow') return refused(SAID.effectSlow);
    return compared(read.before, after, f);
  });
}

/** A property that the changed settings need and sync has not asked for so far; null when there is none. */
function unreadProperty(before: PortalSettings, after: PortalSettings): string | null {
  for (const wanted of [wantedCompanyProperties, wantedDealProperties]) {
    const known = new Set(wanted(before));
    const found = wanted(after).find((name) => !known.has(name));
    if (found !== undefined) return found;
  }
  return null;
}

function compared(before: BandsByPartner, after: BandsByPartner, f: Formatter): ActionAnswer {
  const [was, is] = [bandCounts(counted(before), f), bandCounts(counted(after), f)];
  const joined = Object.keys(after).filter((id) => before[id] === undefined).length;
  const left = Object.keys(before).filter((id) => after[id] === undefined).length;
  const moved = Object.keys(after).filter((id) => before[id] !== undefined && before[id] !== after[id]).length;
  const isNothing = joined + left + moved === 0;
  return {
    contractVersion: CONTRACT_VERSION,
    state: 'effect',
    summary: isNothing
      ? SAID.effectNone
      : `${f.count(Object.keys(before).length, 'partner')} now, ${f.count(Object.keys(after).length, 'partner')} then.`,
    bands: is.map((band, index) => {
      const earlier = was[index]?.count ?? 0;
      const difference = band.count - earlier;
      return {
        ...band,
        before: earlier,
        beforeText: f.number(earlier),
        countText: f.number(band.count),
        changeText: difference === 0 ? 'no change' : f.signedPoints(difference),
      };
    }),
    lines: [
      ...(joined === 0
        ? []
        : [`${f.count(joined, 'company')} would become ${joined === 1 ? 'a partner' : 'partners'}.`]),
      ...(left === 0 ? [] : [`${f.count(left, 'partner')} would no longer be ${left === 1 ? 'one' : 'partners'}.`]),
      ...(moved === 0 ? [] : [`${f.count(moved, 'partner')} would change band.`]),
    ],
  };
}

function counted(bands: BandsByPartner): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const band of Object.values(bands)) counts[band] = (counts[band] ?? 0) + 1;
  return counts;
}
