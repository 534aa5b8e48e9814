import { acrossPortals, type Database } from './db.ts';

/** Where HubSpot says to go on in the app's journal: null before the first page, undefined before it was ever asked for. */
export async function readJournalOffset(db: Database): Promise<string | null | undefined> {
  const { rows } = await acrossPortals(db, (tx) =>
    tx.query<{ offset: string | null }>('select next_offset as offset from app_journal'),
  );
  return rows[0]?.offset;
}

/** Notes how far the journal was read; null begins anew with the oldest page that HubSpot keeps. */
export async function noteJournalOffset(db: Database, offset: string | null, nowMs: number): Promise<void> {
  await acrossPortals(db, (tx) =>
    tx.query(
      `insert into app_journal (next_offset, read_ms) values ($1, $2)
       on conflict (is_only) do update set next_offset = excluded.next_offset, read_ms = excluded.read_ms`,
      [offset, nowMs],
    ),
  );
}
