import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../app/mapping/settings.ts';
import { readWorld } from '../../test/worlds/read-world.ts';
import { shippedWorlds } from '../../test/worlds/resolve-world.ts';
import { parsePortalSettings } from './portal-settings.ts';

describe('settings of an account', () => {
  it('are the defaults where nothing is set, with the zone and currency that HubSpot knows', () => {
    expect(parsePortalSettings({}, {})).toEqual(DEFAULT_SETTINGS);
    expect(parsePortalSettings({}, { timeZone: 'Europe/Berlin', currency: 'EUR' })).toEqual({
      ...DEFAULT_SETTINGS,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
  });

  it('refuse a property for a column that the feed does not have, naming the columns', () => {
    const feed = { property: 'mdf_claimed', feed: 'mdf', column: 'amount', values: { movement: 'claimed' } };
    expect(parsePortalSettings({ companyFeeds: [feed] }, {}).companyFeeds).toEqual([{ ...feed, counts: 'value' }]);
    const wrong = { companyFeeds: [{ ...feed, column: 'sum' }] };
    expect(() => parsePortalSettings(wrong, {})).toThrow(/column .*sum.*: it has date, movement, amount, reference/);
    expect(() => parsePortalSettings({ companyFeeds: [{ ...feed, feed: 'turnover' }] }, {})).toThrow(/companyFeeds/);
  });

  it('win over HubSpot and over the defaults, key by key', () => {
    const set = { currency: 'CHF', partner: { tier: 'tier' }, roles: { labels: { Reseller: 'resold' } } };
    expect(parsePortalSettings(set, { currency: 'EUR' })).toEqual({
      ...DEFAULT_SETTINGS,
      currency: 'CHF',
      partner: { ...DEFAULT_SETTINGS.partner, tier: 'tier' },
      roles: { labels: { Reseller: 'resold' }, property: null },
    });
  });

  it.each(shippedWorlds())('of the shipped world %s are understood', (name) => {
    const { settings } = readWorld(new URL(`../../test/worlds/${name}`, import.meta.url).pathname);
    expect(parsePortalSettings(settings, {}).currency).toBe(settings.currency);
  });

  it.each([
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a currency that is none', { currency: 'euro' }, 'currency'],
    ['a role that does not exist', { roles: { labels: { Partner: 'boss' } } }, 'roles'],
    ['a misspelled setting, which would silently do nothing', { partnerRul: {} }, 'partnerRul'],
  ])('refuse %s by its name', (_name, settings, place) => {
    expect(() => parsePortalSettings(settings, {})).toThrow(place);
  });
});
