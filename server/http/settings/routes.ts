import type { Route } from '../route.ts';
import { addAdminRoute, removeAdminRoute } from './admins.ts';
import { previewEffectRoute } from './effect.ts';
import { makeFeedKeyRoute, revokeFeedKeyRoute } from './feed-keys.ts';
import { setMetricRoute } from './metric.ts';
import { settingsPageRoute } from './page.ts';
import type { SettingsOptions } from './read-settings.ts';
import { restoreSettingsRoute, saveSettingsRoute } from './save.ts';
import { settingsTestRoute } from './test-record.ts';
import { settingsValuesRoute } from './values.ts';
import {
  type HubSpotCommandOptions,
  leaveRoute,
  pauseWritesRoute,
  resumeWritesRoute,
  syncNowRoute,
  undoWritesRoute,
} from './write-back.ts';

/** Everything behind the settings page: one question that answers all of it, and a command per action. */
export function settingsRoutes(options: SettingsOptions & HubSpotCommandOptions): Route[] {
  return [
    settingsPageRoute(options),
    settingsTestRoute(options),
    settingsValuesRoute(options),
    saveSettingsRoute(options),
    restoreSettingsRoute(options),
    previewEffectRoute(options),
    setMetricRoute(options),
    makeFeedKeyRoute(options),
    revokeFeedKeyRoute(options),
    pauseWritesRoute(options),
    resumeWritesRoute(options),
    undoWritesRoute(options),
    leaveRoute(options),
    syncNowRoute(options),
    addAdminRoute(options),
    removeAdminRoute(options),
  ];
}
