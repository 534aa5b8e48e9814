import type { Values } from '../../app/plans/property-plan.ts';
import { type Database, withPortal } from '../store/db.ts';
import { writesPausedSince } from '../store/write-runs.ts';
import { nextOutgoing, type WrittenType } from './outbox.ts';
import { WRITTEN_TYPES } from './write-back.ts';

/** One value that would change. Values are as HubSpot keeps them, '' for empty. */
export interface PreviewChange {
  readonly property: string;
  readonly from: string;
  readonly to: string;
}

export interface PreviewSample {
  readonly objectType: WrittenType;
  readonly recordId: string;
  readonly name: string | null;
  readonly changes: readonly PreviewChange[];
}

export interface WritePreview {
  /** Since when write-back is on hold, epoch milliseconds; null while it runs. */
  readonly pausedSinceMs: number | null;
  /** Records that the next run would change. */
  readonly records: Readonly<Record<WrittenType, number>>;
  /** Records per property. */
  readonly properties: Readonly<Record<string, number>>;
  /** The first of them, companies before deals. */
  readonly samples: readonly PreviewSample[];
}

const SAMPLES = 10;
const PAGE = 500;

/** What the next run of write-back would change, by what HubSpot last confirmed. Asks HubSpot nothing. */
export async function previewWriteBack(
  { db, nowMs }: { db: Database; nowMs: number },
  portalId: number,
): Promise<WritePreview> {
  const records = { companies: 0, deals: 0 };
  const properties: Record<string, number> = {};
  const samples: PreviewSample[] = [];
  for (const objectType of WRITTEN_TYPES) {
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after;
      const page: Awaited<ReturnType<typeof nextOutgoing>> = await withPortal(db, portalId, (tx) =>
        nextOutgoing(tx, objectType, { after: from, limit: PAGE, nowMs }),
      );
      records[objectType] += page.outgoing.length;
      for (const { id, values } of page.outgoing) {
        for (const property of Object.keys(values)) properties[property] = (properties[property] ?? 0) + 1;
        if (samples.length < SAMPLES) samples.push(await sampleOf(db, portalId, objectType, id, values));
      }
      after = page.lastId;
    }
  }
  const pausedSinceMs = await withPortal(db, portalId, writesPausedSince);
  return { pausedSinceMs, records, properties, samples };
}

async function sampleOf(
  db: Database,
  portalId: number,
  objectType: WrittenType,
  recordId: string,
  values: Values,
): Promise<PreviewSample> {
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<{ confirmed: Values; name: string | null }>(
      `select w.confirmed, coalesce(r.properties ->> 'name', r.properties ->> 'dealname') as name
         from property_writes w left join records r
           on r.portal_id = w.portal_id and r.type = w.object_type and r.id = w.object_id
        where w.portal_id = $1 and w.object_type = $2 and w.object_id = $3`,
      [portalId, objectType, recordId],
    ),
  );
  const confirmed = rows[0]?.confirmed ?? {};
  const changes = Object.entries(values).map(([property, to]) => ({ property, from: confirmed[property] ?? '', to }));
  return { objectType, recordId, name: rows[0]?.name ?? null, changes };
}
