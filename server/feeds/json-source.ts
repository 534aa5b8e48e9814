import { createHash } from 'node:crypto';
import { FeedRefused, type FeedSource } from './feed-source.ts';

/** Rows of an API request: a JSON array, or an object with `rows`. `line` counts rows from 1. */
export function jsonSource(bytes: Buffer): FeedSource {
  const rows = parseRows(bytes);
  return {
    header: async () => null,
    async *rows() {
      for (const [at, row] of rows.entries()) yield { line: at + 1, cells: cellsOf(row, at + 1) };
    },
    hash: () => createHash('sha256').update(bytes).digest('hex'),
  };
}

function parseRows(bytes: Buffer): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new FeedRefused('The body is not JSON. Send an array of objects, one for each row.', { cause });
  }
  const rows = typeof parsed === 'object' && parsed !== null && 'rows' in parsed ? parsed.rows : parsed;
  if (!Array.isArray(rows)) throw new FeedRefused('The body is no array. Send an array of objects, one for each row.');
  return rows;
}

function cellsOf(row: unknown, line: number): Record<string, string | undefined> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw new FeedRefused(`Row ${line} is no object. Send an array of objects, one for each row.`);
  }
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || value === undefined ? undefined : String(value),
    ]),
  );
}
