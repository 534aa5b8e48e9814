/** Writes a world as the folder of CSV files that `readWorld` reads (docs/worlds.md). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Properties, World } from '../world.ts';

type Cell = string | number | boolean | null | undefined;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns.join(','), ...rows.map((row) => row.map(cell).join(','))].join('\n').concat('\n');
}

/** Columns in the order in which the records first use them, so that a reader sees the id and the name first. */
function records(rows: readonly Properties[]): string | null {
  if (rows.length === 0) return null;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return csv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

function list<K extends string>(columns: readonly K[], rows: readonly Readonly<Record<K, Cell>>[]): string | null {
  if (rows.length === 0) return null;
  return csv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

/** Lists of words stay on one line, as the project's formatter has them: the file can then be compared byte by byte. */
function json(settings: World['settings']): string {
  const text = JSON.stringify(settings, null, 2);
  return text.replace(/\[\s+("[^\]]*")\s+\]/g, (_, words: string) => `[${words.replace(/,\s+/g, ', ')}]`).concat('\n');
}

function stages(world: World): string | null {
  const columns = ['object', 'pipeline', 'pipeline_label', 'stage', 'stage_label', 'display_order', 'probability'];
  if (world.pipelines.length === 0) return null;
  return csv(
    [...columns, 'is_closed'],
    world.pipelines.map((row) => [
      ...[row.object, row.pipeline, row.pipelineLabel, row.stage, row.stageLabel],
      ...[row.displayOrder, row.probability, row.isClosed],
    ]),
  );
}

/** File name to content; a part of the world that is empty has no file. */
export function worldFiles(world: World): ReadonlyMap<string, string> {
  const files: readonly (readonly [string, string | null])[] = [
    ['companies.csv', records(world.companies)],
    ['deals.csv', records(world.deals)],
    ['deal_history.csv', list(['deal', 'property', 'value', 'at'], world.dealHistory)],
    ['associations.csv', list(['from', 'to', 'label'], world.associations)],
    ['contacts.csv', records(world.contacts)],
    ['engagements.csv', records(world.engagements)],
    ['tickets.csv', records(world.tickets)],
    ['leads.csv', records(world.leads ?? [])],
    ['feedback.csv', records(world.feedback ?? [])],
    ['line_items.csv', records(world.lineItems ?? [])],
    ['subscriptions.csv', records(world.subscriptions ?? [])],
    ['goals.csv', records(world.goals ?? [])],
    ['registrations.csv', records(world.registrations ?? [])],
    ['pipelines.csv', stages(world)],
    ['owners.csv', list(['id', 'email', 'firstName', 'lastName'], world.owners)],
    ['settings.json', json(world.settings)],
    ...Object.entries(world.feeds ?? {}).map(([kind, rows]) => [`feeds/${kind}.csv`, records(rows)] as const),
  ];
  return new Map(files.flatMap(([name, content]) => (content === null ? [] : [[name, content]])));
}

export function writeWorld(dir: string, world: World): void {
  for (const [name, content] of worldFiles(world)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
}
