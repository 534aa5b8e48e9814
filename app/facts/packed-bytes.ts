/**
 * Packed tables as bytes and back, one subject or a part of one at a time: the columns as they lie in memory, behind the
 * number of rows of each table. Bytes written for other tables, or on a machine with another order of bytes, are known as
 * such and not read.
 */
import { allocate, type Column, type ColumnType, tableOf } from '../kit/table.ts';
import { TABLE_NAMES, TABLES, type Tables } from './tables.ts';

/** Rises when the layout changes. */
const LAYOUT = 1;
const HEADER = 2;
const COUNTS_END = 4 * (HEADER + TABLE_NAMES.length);

/** Changes with any table or column. */
export const TABLES_FINGERPRINT = fingerprintOf(JSON.stringify(TABLES));

/** FNV-1a: told apart, not kept secret. */
function fingerprintOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

type AnyColumns = Readonly<Record<string, Column>>;
const columnsOf = (tables: Tables, name: (typeof TABLE_NAMES)[number]): AnyColumns => tables[name].columns;
const bytesOf = ({ buffer, byteOffset, byteLength }: Column): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Rows of one subject.
 * @param part which of `parts` about equal parts, from 0
 */
export function toBytes(tables: Tables, subject: number, part = 0, parts = 1): Uint8Array {
  const ranges = TABLE_NAMES.map((name) => {
    const { starts } = tables[name];
    const [start, end] = [starts[subject] ?? 0, starts[subject + 1] ?? 0];
    const cut = (at: number) => start + Math.floor(((end - start) * at) / parts);
    return { name, start: cut(part), end: cut(part + 1) };
  });
  const pieces = ranges.flatMap(({ name, start, end }) =>
    Object.values(columnsOf(tables, name)).map((column) => bytesOf(column.subarray(start, end))),
  );
  const bytes = new Uint8Array(COUNTS_END + pieces.reduce((length, piece) => length + piece.length, 0));
  new Int32Array(bytes.buffer, 0, HEADER + ranges.length).set([
    LAYOUT,
    TABLES_FINGERPRINT,
    ...ranges.map(({ start, end }) => end - start),
  ]);
  let at = COUNTS_END;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * Tables of subjects whose parts come in order.
 * @param subjects the parts of each subject
 * @returns null when any part was not written for these tables: pack the facts anew
 */
export function fromBytes(subjects: readonly (readonly Uint8Array[])[]): Tables | null {
  const parts = subjects.flatMap((list) => list.map((bytes) => ({ bytes, counts: countsOf(bytes), at: COUNTS_END })));
  if (!parts.every(({ counts }) => counts !== null)) return null;
  const tables = TABLE_NAMES.map((name, t) => {
    const starts = new Int32Array(subjects.length + 1);
    let read = 0;
    for (const [s, list] of subjects.entries()) {
      for (const _ of list) starts[s + 1] = (starts[s + 1] ?? 0) + (parts[read++]?.counts?.[t] ?? 0);
      starts[s + 1] = (starts[s + 1] ?? 0) + (starts[s] ?? 0);
    }
    const columns = Object.entries<ColumnType>(TABLES[name]).map(([column, type]): [string, Column] => {
      const values = allocate(type, starts.at(-1) ?? 0);
      const into = bytesOf(values);
      let filled = 0;
      for (const part of parts) {
        const length = (part.counts?.[t] ?? 0) * values.BYTES_PER_ELEMENT;
        if (length === 0) continue;
        into.set(part.bytes.subarray(part.at, part.at + length), filled);
        part.at += length;
        filled += length;
      }
      return [column, values];
    });
    return [name, tableOf<Record<string, ColumnType>>(Object.fromEntries(columns), starts)];
  });
  return Object.fromEntries(tables) as Tables; // one table for each name, with its columns
}

/** Rows of each table; null when the bytes were not written for these tables or are cut short. */
function countsOf(bytes: Uint8Array): Int32Array | null {
  if (bytes.length < COUNTS_END) return null;
  // A copy: what a driver hands out may begin anywhere.
  const header = new Int32Array(new Uint8Array(bytes.subarray(0, COUNTS_END)).buffer);
  if (header[0] !== LAYOUT || header[1] !== TABLES_FINGERPRINT) return null;
  const counts = header.subarray(HEADER);
  const length = TABLE_NAMES.reduce((sum, name, t) => sum + (counts[t] ?? 0) * rowBytes(name), COUNTS_END);
  return length === bytes.length ? counts : null;
}

const WIDTH: Readonly<Record<ColumnType, number>> = { i32: 4, f64: 8, u8: 1 };
const rowBytes = (name: (typeof TABLE_NAMES)[number]): number =>
  Object.values<ColumnType>(TABLES[name]).reduce((sum, type) => sum + WIDTH[type], 0);
