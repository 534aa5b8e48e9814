import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { csvRows, type Report } from '../csv-rows.ts';
import type { Properties } from '../world.ts';

/** The folder of records that nobody here made, beside the project unless WORLD_DATA_DIR names another. */
export function sharedDataDir(): string {
  return process.env.WORLD_DATA_DIR ?? resolve(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
}

/**
 * The rows of a source file.
 * @throws when the file is absent; the message says where it was looked for and how to name another place.
 */
export function sourceRows(dir: string, file: string, report: Report): Properties[] {
  const path = join(dir, file);
  if (existsSync(path)) return csvRows(path, report);
  throw new Error(`${path} is not there. Set WORLD_DATA_DIR to the folder that holds sales-records and seller-funnel.`);
}

/** The cell, which every row of this file has. */
export function need(row: Properties, column: string): string {
  const value = row[column];
  if (value) return value;
  throw new Error(`A row has no ${column}: ${JSON.stringify(row).slice(0, 120)}. Is this the file as published?`);
}
