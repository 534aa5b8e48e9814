import { CONTRACT_VERSION, settingsValues } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import type { AccountDoor, Door } from '../../hubspot/door.ts';
import { HubSpotBusy, HubSpotUnavailable } from '../../ops/errors.ts';
import { requireAdmin } from '../require-admin.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import type { SettingsOptions } from './read-settings.ts';

/** Search takes five calls a second of the whole account: more values than this are listed without a count. */
const COUNTED = 10;
/** Counting ends here, whatever is left: the page waits for it. */
const COUNT_WITHIN_MS = 8_000;

/** Values of a company property with the companies that hold each, asked of HubSpot now. */
export function settingsValuesRoute({
  db,
  door,
  now,
}: Pick<SettingsOptions, 'db' | 'now'> & { door: Door }): CardRoute {
  return cardRoute(settingsValues, async ({ property, locale }, { identity }) => {
    await requireAdmin(db, identity);
    const f = createFormatter({ locale, timeZone: 'UTC' });
    const account = door.account(identity.portalId);
    const found = (await account.listProperties('companies')).find(({ name }) => name === property);
    const options = (found?.options ?? []).filter(({ hidden }) => hidden !== true);
    const deadlineMs = now() + COUNT_WITHIN_MS;
    const counts = [];
    for (const [index, { value, label }] of options.entries()) {
      const isCounted = index < COUNTED && now() < deadlineMs;
      const total = isCounted ? await companiesWith(account, property, value) : null;
      counts.push({ value, label, countText: total === null ? 'not counted' : f.count(total, 'company') });
    }
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'values',
      property,
      counts,
      note:
        options.length === 0
          ? 'HubSpot lists no values for this property. Choose a drop-down or checkbox property.'
          : null,
    };
  });
}

/** Null when HubSpot has no time for it now: a count is a help, not a need. */
async function companiesWith(account: AccountDoor, property: string, value: string): Promise<number | null> {
  try {
    const { total } = await account.searchPage('companies', {
      filters: [{ propertyName: property, operator: 'IN', values: [value] }],
      sortBy: 'hs_object_id',
      after: null,
      properties: [],
    });
    return total;
  } catch (error) {
    if (error instanceof HubSpotBusy || error instanceof HubSpotUnavailable) return null;
    throw error;
  }
}
