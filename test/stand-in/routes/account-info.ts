import { startOfDay } from '../../worlds/zoned-day.ts';
import type { Core } from '../core.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';

/** The offset of a zone from UTC today, in ms: how far its midnight is from UTC's. */
function utcOffset(timeZone: string, now: number): number {
  const day = new Date(now).toISOString().slice(0, 10);
  return Date.parse(`${day}T00:00:00Z`) - Date.parse(startOfDay(day, timeZone));
}

function hoursAndMinutes(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function details({ account, now }: AppCall): Reply {
  const offset = utcOffset(account.timeZone, now);
  return ok({
    portalId: account.hubId,
    accountType: 'STANDARD',
    timeZone: account.timeZone,
    companyCurrency: account.currency,
    additionalCurrencies: [],
    utcOffset: hoursAndMinutes(offset),
    utcOffsetMilliseconds: offset,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  });
}

export const accountRoutes = (core: Core): readonly Route[] => [
  {
    method: 'GET',
    path: '/account-info/:version/details',
    class: 'other',
    limit: 'general',
    handle: details,
  },
  {
    method: 'DELETE',
    path: '/appinstalls/:version/external-install',
    class: 'other',
    limit: 'general',
    handle: ({ grant }) => {
      core.tokens.uninstall(grant.hubId, grant.clientId);
      core.appEvents.uninstalled(grant.clientId, grant.hubId, core.clock.now());
      return noContent();
    },
  },
];
