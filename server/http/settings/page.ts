import { settingsPage } from '@partner-pulse/contract';
import { presentSettings } from '../../present/settings/settings-page.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { readSettings, type SettingsOptions } from './read-settings.ts';

/** Everybody in the account may look; who may change something is said, and asked again with every command. */
export function settingsPageRoute(options: SettingsOptions): CardRoute {
  return cardRoute(settingsPage, async ({ locale }, { identity }) =>
    presentSettings(await readSettings(options, identity), locale),
  );
}
