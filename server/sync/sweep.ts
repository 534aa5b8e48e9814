import { sweepCursor } from './cursor.ts';
import { SWEEP_LISTED, sweepSides } from './extra-sweep.ts';
import { optional } from './optional.ts';
import { openStream } from './page-writer.ts';
import { walkPartners } from './partner-links.ts';
import { STREAMS } from './streams.ts';
import {
  deleteUnlisted,
  forgetListed,
  type SavePage,
  sweepContacts,
  sweepList,
  sweepRecycleBin,
} from './sweep-steps.ts';
import type { SyncContext } from './sync-context.ts';

/** A little under a week, so that a weekly schedule does not slip past it. */
const FULL_EVERY_MS = 6.5 * 24 * 3_600_000;

/** Reads on from `after` (null at the start), saving each page, until it has saved one with null. */
type SweepStep = (context: SyncContext, after: string | null, save: SavePage, startedMs: number) => Promise<unknown>;

const listed = STREAMS.filter(({ backfilled }) => backfilled);

/** What search never shows and is cheap to ask: the recycle bin, links of partners, people of partners. */
const LIGHT: readonly SweepStep[] = [
  ...listed.map(
    (stream): SweepStep =>
      (context, after, save) =>
        sweepRecycleBin(context, stream, after, save),
  ),
  async (context, after, save) => {
    await walkPartners(context, 'partners', after ?? '', save);
    await save(null);
  },
  async (context, after, save) => {
    await optional(context, 'contacts', () => sweepContacts(context, after, save), undefined);
    await save(null);
  },
  sweepSides,
];

/** Every record listed again: finds deletions for good, changes of calculated properties and anything missed. */
const FULL: readonly SweepStep[] = [
  ...listed.flatMap((stream): SweepStep[] => [
    (context, after, save) => sweepList(context, stream, after, save),
    (context, _after, save, startedMs) => save(null, (tx) => deleteUnlisted(tx, context, stream, startedMs)),
  ]),
  ...SWEEP_LISTED,
];

/**
 * Finds what no search ever shows; once a week everything is listed again. Can be interrupted at any page and goes on
 * from there. Counted apart from passes: it costs calls by the size of the account, not by what changed.
 */
export async function sweep(context: SyncContext): Promise<void> {
  const { nowMs } = context;
  const writer = await openStream(context, 'sweep', sweepCursor);
  // The backfill listed everything too.
  const lastFullMs = writer.cursor?.lastFullMs ?? context.backfilledMs;
  let running = writer.cursor?.running ?? null;
  if (running === null) {
    const isFull = lastFullMs === null || nowMs - lastFullMs >= FULL_EVERY_MS;
    running = { startedMs: nowMs, step: 0, isFull, after: null };
    await writer.save({ lastFullMs, running }, forgetListed);
  }
  const { startedMs, isFull } = running;
  const steps = isFull ? [...LIGHT, ...FULL] : LIGHT;
  let { after } = running;
  for (let step = running.step; step < steps.length; step++) {
    const save: SavePage = (place, write) => {
      const at = { startedMs, isFull, step: place === null ? step + 1 : step, after: place };
      return writer.save({ lastFullMs, running: at }, write);
    };
    await steps[step]?.(context, after, save, startedMs);
    after = null;
    context.report({ stream: 'sweep', done: step + 1 });
  }
  await writer.save({ lastFullMs: isFull ? startedMs : lastFullMs, running: null });
}
