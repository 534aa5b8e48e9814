import { ASSOCIATION_BATCH_SIZE, type Association, type AssociationInput } from '../hubspot/associations.ts';
import { type PortalTx, withPortal } from '../store/db.ts';
import {
  countLinks,
  type LinkKey,
  type LinkRow,
  removeOtherLinks,
  scopeDealsOfPartners,
  upsertLinks,
} from '../store/links.ts';
import { markLinksRead, nextDue, type WorkList } from '../store/work-lists.ts';
import { workCursor } from './cursor.ts';
import { oppositeLabel } from './label-pairs.ts';
import { optional } from './optional.ts';
import { openStream } from './page-writer.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'partner-links';
/** HubSpot shows so many links of one record, then pages. */
const LINKS_PER_RECORD = 500;
/** Some 20 MB while it is parsed. Reading as many deals takes 300 calls, so smaller answers cost next to none. */
const LINKS_PER_ANSWER = 10_000;
/** Links of one partner before any answer: two hundred partners in the first call, a hundred thousand links at the most. */
const FIRST_GUESS = 50;

/** One of the two kinds of links that are read from the partner's side. */
interface Side {
  readonly to: 'deals' | 'contacts';
  /** How the store keeps them, and which end the partner is there. */
  readonly kind:
    | { readonly from: 'deals'; readonly to: 'companies' }
    | { readonly from: 'companies'; readonly to: 'contacts' };
  readonly partnerEnd: 'from' | 'to';
}

const DEALS: Side = { to: 'deals', kind: { from: 'deals', to: 'companies' }, partnerEnd: 'to' };
const CONTACTS: Side = { to: 'contacts', kind: { from: 'companies', to: 'contacts' }, partnerEnd: 'from' };

/** Writes one page together with the last partner that is done. */
type Save = (afterId: string, write: (tx: PortalTx) => Promise<number>) => Promise<unknown>;

/** Reads the labelled links of the partner companies that wait for it. */
export async function readPartnerLinks(context: SyncContext): Promise<void> {
  const writer = await openStream(context, STREAM, workCursor);
  await walkPartners(context, 'partnerLinks', '', (_afterId, write) => writer.save({ lastMs: context.nowMs }, write));
}

/**
 * Reads the links of all partners of a list, behind `start`. Adding or removing a label changes no record's modification
 * date, so nothing tells which of them to read. From the partners' side it takes a call per thousand partners instead of
 * one per thousand deals.
 */
export async function walkPartners(
  context: SyncContext,
  list: WorkList & ('partnerLinks' | 'partners'),
  start: string,
  save: Save,
): Promise<void> {
  const { db, portalId } = context;
  let afterId = start;
  for (;;) {
    const due = await nextDue(db, portalId, list, { afterId, limit: ASSOCIATION_BATCH_SIZE });
    const lastId = due.at(-1)?.id;
    if (lastId === undefined) return;
    const ids = due.map(({ id }) => id);
    const savePart = (write: (tx: PortalTx) => Promise<number>) => save(afterId, write);
    await readSide(context, DEALS, ids, savePart);
    await optional(context, 'contacts', () => readSide(context, CONTACTS, ids, savePart), undefined);
    await save(lastId, async (tx) => {
      await markLinksRead(tx, 'companies', due, context.nowMs);
      return 0;
    });
    afterId = lastId;
    context.report({ stream: STREAM, done: context.counts.links });
  }
}

/** Reads one kind of links of these partners; those with more than fit an answer are asked again from where it ended. */
async function readSide(
  context: SyncContext,
  side: Side,
  partnerIds: readonly string[],
  save: (write: (tx: PortalTx) => Promise<number>) => Promise<unknown>,
): Promise<void> {
  let inputs: AssociationInput[] = partnerIds.map((id) => ({ id }));
  const expected = await withPortal(context.db, context.portalId, (tx) =>
    countLinks(tx, side.kind, side.partnerEnd, partnerIds),
  );
  // In a first read most customers have not come along yet: until answers tell, a guess stands for them.
  const guess = { links: context.isFirst && side.to === 'deals' ? FIRST_GUESS : 0 };
  // Of partners not read to their end: what they were seen to have, so that the rest can be told to be gone.
  const pending = new Map<string, LinkKey[]>();
  while (inputs.length > 0) {
    context.signal?.throwIfAborted();
    const asked = nextBatch(inputs, expected, guess.links);
    const { associations, next } = await context.door.readAssociations('companies', side.to, asked);
    const links = associations.flatMap((association) => linkRows(context, side, association));
    if (guess.links > 0) guess.links = Math.max(guess.links, Math.ceil(links.length / asked.length));
    const complete = settle(side, { asked, next, links, pending });
    await save((tx) => writeLinks(tx, context, side, { links, complete }));
    inputs = [...inputs.slice(asked.length), ...next];
  }
}

/**
 * As many as one call takes, fewer where the store (customers come along with deals, and name partners without their
 * labels) lets expect an answer too large to hold: an answer for a thousand large partners has half a million links.
 */
function nextBatch(
  inputs: readonly AssociationInput[],
  expected: ReadonlyMap<string, number>,
  guess: number,
): AssociationInput[] {
  let links = 0;
  const end = inputs.findIndex(({ id }, at) => {
    links += Math.min(LINKS_PER_RECORD, Math.max(guess, expected.get(id) ?? 0));
    return at === ASSOCIATION_BATCH_SIZE || (at > 0 && links > LINKS_PER_ANSWER);
  });
  return end === -1 ? [...inputs] : inputs.slice(0, end);
}

interface Complete {
  readonly ids: readonly string[];
  readonly shown: readonly LinkKey[];
}

/** Splits the partners asked for into those read to their end, with all they have, and those to go on with. */
function settle(
  side: Side,
  answer: {
    asked: readonly AssociationInput[];
    next: readonly AssociationInput[];
    links: readonly LinkRow[];
    pending: Map<string, LinkKey[]>;
  },
): Complete {
  const { pending } = answer;
  const open = new Set(answer.next.map(({ id }) => id));
  const byPartner = Map.groupBy(answer.links, (link) => (side.partnerEnd === 'to' ? link.toId : link.fromId));
  const ids: string[] = [];
  const shown: LinkKey[] = [];
  for (const { id } of answer.asked) {
    const keys = (byPartner.get(id) ?? []).map(({ fromId, toId, typeId }) => ({ fromId, toId, typeId }));
    const all = [...(pending.get(id) ?? []), ...keys];
    if (open.has(id)) {
      pending.set(id, all);
    } else {
      pending.delete(id);
      ids.push(id);
      for (const key of all) shown.push(key);
    }
  }
  return { ids, shown };
}

async function writeLinks(
  tx: PortalTx,
  context: SyncContext,
  { kind, partnerEnd }: Side,
  { links, complete }: { links: readonly LinkRow[]; complete: Complete },
): Promise<number> {
  const { nowMs, mode, isFirst } = context;
  // Labels have no history: what a new partner already had may be much older than our look at it.
  const added = await upsertLinks(tx, kind, links, { nowMs, reconstructed: mode !== 'sweep' });
  // In a first read there is nothing yet that could be gone.
  const removed = isFirst ? 0 : await removeOtherLinks(tx, kind, { side: partnerEnd, ...complete, nowMs });
  // In a first read the deals are being written at the same time; they are taken into scope when these links are there.
  if (kind.from === 'deals' && !isFirst)
    await scopeDealsOfPartners(tx, [...new Set(links.map(({ fromId }) => fromId))]);
  context.counts.links += added + removed;
  return added + removed;
}

function linkRows({ account }: SyncContext, { to }: Side, { fromId, toId, types }: Association): LinkRow[] {
  return types.flatMap((type) => {
    if (to === 'contacts') return [{ fromId, toId, ...plain(type) }];
    const opposite = oppositeLabel(type, account.dealToCompany, account.companyToDeal);
    return opposite === null ? [] : [{ fromId: toId, toId: fromId, ...plain(opposite) }];
  });
}

function plain({ typeId, category, label }: Omit<LinkRow, 'fromId' | 'toId'>) {
  return { typeId, category, label };
}
