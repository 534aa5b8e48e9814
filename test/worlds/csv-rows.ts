import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Properties } from './world.ts';

/** Something in a world's files that HubSpot could not hold as written. `line` counts data rows from 1; 0 is the file. */
export interface WorldProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type Report = (problem: WorldProblem) => void;

/**
 * The rows of one CSV file as column -> text, an empty cell being null; an absent file has no rows. A row with more or
 * fewer cells than the header is kept (missing cells are null, surplus cells are left out) and reported.
 */
export function csvRows(path: string, report: Report): Properties[] {
  if (!existsSync(path)) return [];
  const file = basename(path);
  const [header, ...lines] = parse(readFileSync(path), {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  if (header === undefined) return [];
  const columns = header.map((name) => name.trim());
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice !== undefined) report({ file, line: 0, message: `column ${twice} appears twice; the last one counts` });
  return lines.map((cells, at) => {
    if (cells.length !== columns.length) {
      const message = `${cells.length} cells where the header has ${columns.length}; check for a missing quote or comma`;
      report({ file, line: at + 1, message });
    }
    const row: Properties = {};
    columns.forEach((name, column) => {
      if (name !== '') row[name] = cells[column] || null;
    });
    return row;
  });
}
