import type { Revision } from './object-table.ts';

/** One stage of one record's life. Instants in epoch ms, durations in ms. */
export interface StageTimes {
  /** The last time the record entered. */
  entered: number;
  exited: number | null;
  latestTime: number | null;
  cumulativeTime: number;
}

/** When a record was in which stage, from the history of its stage property, oldest first. hubspot-api.md 5.2 */
export function stageTimes(revisions: readonly Revision[]): Map<string, StageTimes> {
  const stages = new Map<string, StageTimes>();
  let current: string | null = null;
  for (const { value, at } of revisions) {
    if (value === current) continue;
    const leaving = current === null ? undefined : stages.get(current);
    if (leaving) {
      leaving.exited = at;
      leaving.latestTime = at - leaving.entered;
      leaving.cumulativeTime += at - leaving.entered;
    }
    current = value;
    if (value === null) continue;
    const known = stages.get(value);
    if (known) known.entered = at;
    else stages.set(value, { entered: at, exited: null, latestTime: null, cumulativeTime: 0 });
  }
  return stages;
}

/**
 * A stage id inside a property name. Ids that are not plain come out changed, with a number behind them, so names have to
 * be read from the property list and cannot be built. hubspot-api.md 5.2
 */
export function stageNamePart(stage: string): string {
  if (/^[a-z0-9_]+$/.test(stage)) return stage;
  let hash = 7;
  for (const character of stage) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 2147483647;
  return `${stage.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')}_${hash}`;
}
