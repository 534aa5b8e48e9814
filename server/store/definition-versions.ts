import type { Definition } from '../../app/health/since-review.ts';
import { formatDay, parseDay } from '../../app/kit/days.ts';
import type { PortalTx } from './db.ts';

/** From this day on an account's numbers were made by another definition than before. */
export interface DefinitionChange {
  readonly day: number;
  /** The new version and the one before it; equal where only settings changed. */
  readonly version: string;
  readonly before: string;
}

/** Enough for two years of an account that changes something every season. */
const CHANGES_KEPT = 8;

/** Writes down since when a definition counts, and answers the latest changes, oldest first. */
export async function noteDefinition(
  tx: PortalTx,
  { definitionVersion, settingsVersion }: Definition,
  asOfDay: number,
): Promise<DefinitionChange[]> {
  await tx.query(
    `insert into definition_versions (portal_id, model_version, settings_version, first_day)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [tx.portalId, definitionVersion, settingsVersion, formatDay(asOfDay)],
  );
  const { rows } = await tx.query<{ version: string; firstDay: string }>(
    `select model_version as version, first_day as "firstDay" from definition_versions
      where portal_id = $1 order by first_day, settings_version, model_version`,
    [tx.portalId],
  );
  return rows
    .flatMap(({ version, firstDay }, at): DefinitionChange[] => {
      const before = rows[at - 1];
      return before ? [{ day: parseDay(firstDay) ?? 0, version, before: before.version }] : [];
    })
    .slice(-CHANGES_KEPT);
}
