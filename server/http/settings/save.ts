import { restoreSettingsCommand, saveSettingsCommand } from '@partner-pulse/contract';
import { SAID } from '@partner-pulse/words';
import { withPortal } from '../../store/db.ts';
import { changeSettings, readChange } from '../../store/settings-changes.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { changeAnswer, refused, refusedBy } from './answers.ts';
import { applyChange } from './apply-change.ts';
import type { SettingsOptions } from './read-settings.ts';

export interface CommandOptions extends Pick<SettingsOptions, 'db' | 'now'> {
  /** Asks for a pass over the account: new settings are computed at once. */
  readonly ring: (portalId: number) => Promise<void>;
}

export function saveSettingsRoute({ db, now, ring }: CommandOptions): CommandRoute {
  return commandRoute(saveSettingsCommand, db, async ({ version, change }, { identity: { portalId }, userId }) => {
    try {
      const outcome = await changeSettings(db, portalId, {
        actor: { userId, nowMs: now() },
        expectedVersion: version,
        change: (stored) => applyChange(stored, change),
      });
      if (outcome.kind === 'changed') await ring(portalId);
      return changeAnswer(outcome, SAID.saved);
    } catch (error) {
      return refusedBy(error);
    }
  });
}

/** Puts the settings back to what they were after a change; later changes stay in the list. */
export function restoreSettingsRoute({ db, now, ring }: CommandOptions): CommandRoute {
  return commandRoute(restoreSettingsCommand, db, async ({ version, changeId }, { identity: { portalId }, userId }) => {
    const change = await withPortal(db, portalId, (tx) => readChange(tx, changeId));
    if (change === null || change.settingsVersion === null) {
      return refused('There is no such version of the settings. Reload the page.');
    }
    try {
      const outcome = await changeSettings(db, portalId, {
        actor: { userId, nowMs: now() },
        expectedVersion: version,
        kind: 'restore',
        // The rule's version counts its changes: going back is one more.
        change: (stored) => withNewRuleVersion(change.after, stored),
      });
      if (outcome.kind === 'changed') await ring(portalId);
      return changeAnswer(outcome, SAID.restored);
    } catch (error) {
      return refusedBy(error);
    }
  });
}

type Stored = Readonly<Record<string, unknown>>;

function withNewRuleVersion(wanted: Stored, stored: Stored): Stored {
  const [rule, present] = [ruleOf(wanted), ruleOf(stored)];
  if (rule === null || JSON.stringify(rule.body) === JSON.stringify(present?.body)) {
    return present === null || rule === null ? wanted : { ...wanted, partnerRule: stored.partnerRule };
  }
  return { ...wanted, partnerRule: { ...rule.body, version: Math.max(rule.version, present?.version ?? 1) + 1 } };
}

function ruleOf({ partnerRule }: Stored): { readonly body: Stored; readonly version: number } | null {
  if (typeof partnerRule !== 'object' || partnerRule === null) return null;
  const { version, ...body } = { version: 1, ...partnerRule };
  return { body, version: Number(version) };
}
