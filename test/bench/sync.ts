import { SEARCH_CAP, SEARCH_SIZE } from '../../server/hubspot/objects.ts';
import { type BigWorldSize, bigWorld } from '../stand-in/big-world.ts';
import { QUIET_SEARCHES } from '../support/connected-account.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import type { World } from '../worlds/world.ts';
import { type AccountRun, type Asked, byClass, isRecordCall, ofClass, runAccount } from './account-run.ts';
import { floorOf } from './floor.ts';
import { holdingsOf, PEERS, partnerRecords, partnerScopedPass } from './peers.ts';
import { type Report, ratio, seconds } from './report.ts';

const ACTIVE = { partnerActivityShare: 0.1 };
export const SMALL = {
  companies: 2000,
  deals: 5000,
  partners: 200,
  contacts: 1000,
  engagements: 20_000,
  seed: 11,
  ...ACTIVE,
};
export const MEDIUM = {
  companies: 5000,
  deals: 20_000,
  partners: 500,
  contacts: 2500,
  engagements: 100_000,
  seed: 12,
  ...ACTIVE,
};
export const LARGE = {
  companies: 10_000,
  deals: 200_000,
  partners: 1000,
  contacts: 5000,
  engagements: 1_000_000,
  seed: 13,
  ...ACTIVE,
};

const CHANGED = [0, 50, 500];
const MOST_OVER_FLOOR = 1.05;
const MOST_OVER_SCOPED = 1.1;
const ENGAGEMENTS = [
  ['EMAIL', 'emails', 'hs_email_subject'],
  ['CALL', 'calls', 'hs_call_title'],
  ['MEETING', 'meetings', 'hs_meeting_title'],
] as const;
/** Every kind of record is asked once what changed. */
const STREAMS = QUIET_SEARCHES;

/** Calls of every kind of pass, against the fewest possible, for accounts of growing size. */
export async function benchSync(report: Report, databases: ScratchDatabases, sizes: readonly BigWorldSize[]) {
  const growth: { readonly deals: number; readonly calls: readonly number[] }[] = [];
  for (const size of sizes) {
    const { db } = await databases.create(`sync_${size.deals}`);
    const world = bigWorld(size);
    const run = await runAccount(db, world);
    report.title(`Account of ${size.companies} companies, ${size.deals} deals, ${size.partners} partners`);
    const first = await backfillAndEcho(report, run, world);
    await oneChangedDeal(report, run, world);
    growth.push({ deals: world.deals.length, calls: await incrementsOf(run, world) });
    await percentChanged(report, run, world, first);
    await run.close();
  }
  reportGrowth(report, growth);
}

/** Answers how many calls the first sync took. */
async function backfillAndEcho(report: Report, run: AccountRun, world: World): Promise<number> {
  const first = await run.pass();
  reportBackfill(report, first.sync, world);
  report.line(`  compute: ${first.compute.entries.length} calls, ${seconds(first.compute.milliseconds)}`);
  const written = reportWriteBack(report, first.write);

  const echo = await run.pass();
  const pages = ofClass(echo.sync, 'search');
  const most = STREAMS + written.reduce((sum, count) => sum + pagesBeyondFirst(count), 0);
  report.line(`  pass after the write-back (its echo): ${byClass(echo.sync.entries)}`);
  report.target(
    `echo read once: ${pages.length} search pages <= one per stream + ${most - STREAMS} for ${written.join(' + ')} records at ${SEARCH_SIZE} a page`,
    pages.length <= most && echo.sync.entries.length === pages.length && echo.write.entries.length === 0,
  );
  const quiet = await run.pass();
  const everything = [...quiet.sync.entries, ...quiet.compute.entries, ...quiet.write.entries];
  report.line(`  pass without a change: ${byClass(everything)}`);
  report.target(
    `no change: ${STREAMS} search pages, one per stream, and nothing else`,
    everything.length === STREAMS && ofClass(quiet.sync, 'search').length === STREAMS,
  );
  const sweep = await run.pass('sweep');
  report.line(`  sweep (daily, counted apart): ${byClass(sweep.sync.entries)}; writes ${sweep.write.entries.length}`);
  await run.pass();
  return first.sync.entries.filter(isRecordCall).length;
}

function reportBackfill(report: Report, asked: Asked, world: World): void {
  const floor = floorOf(world);
  const calls = asked.entries.filter(isRecordCall);
  const setUp = asked.entries.length - calls.length;
  report.line(`  backfill: ${byClass(calls)}; ${seconds(asked.milliseconds)} without limits`);
  report.table([
    ...floor.terms.map(({ formula, calls: count }) => [`  floor: ${formula}`, count]),
    ['  floor', floor.calls],
  ]);
  report.line(`  set-up, the same for every account: ${setUp} calls`);
  report.target(
    `backfill ${calls.length} calls / floor ${floor.calls} = ${ratio(calls.length, floor.calls)} <= ${MOST_OVER_FLOOR}`,
    calls.length <= floor.calls * MOST_OVER_FLOOR,
  );
}

/** Answers how many companies and deals were written. */
function reportWriteBack(report: Report, asked: Asked): number[] {
  const updates = ofClass(asked, 'batchUpdate');
  const written = ['companies', 'deals'].map((type) =>
    updates.filter(({ path }) => path.includes(`/${type}/`)).reduce((sum, { ids }) => sum + ids, 0),
  );
  const fewest = written.reduce((sum, count) => sum + Math.ceil(count / 100), 0);
  const [companies, deals] = written;
  const provisioning = asked.entries.length - updates.length;
  report.line(
    `  write-back: ${companies} companies, ${deals} deals; provisioning once ${provisioning} calls; ${seconds(asked.milliseconds)}`,
  );
  report.target(
    `write-back ${updates.length} calls / floor ${fewest} = ${ratio(updates.length, fewest)}`,
    updates.length === fewest,
  );
  return written;
}

/**
 * Everything is written within one millisecond of the stand-in's clock: past 10,000 results, one page finds that out and
 * one looks behind that millisecond.
 */
function pagesBeyondFirst(records: number): number {
  return Math.max(0, Math.ceil(records / SEARCH_SIZE) - 1) + (records > SEARCH_CAP ? 2 : 0);
}

/** What a computation costs after everything was read anew, and after one deal of a partner was changed. */
async function oneChangedDeal(report: Report, run: AccountRun, world: World): Promise<void> {
  const named = world.associations.find(({ label }) => label === 'Sourced by');
  const id = named?.from.slice('deal:'.length) ?? '';
  const edit = (type: string, record: string, properties: Record<string, string>) =>
    run.account.standIn.act({ do: 'edit', type, id: record, properties });
  edit('companies', named?.to.slice('company:'.length) ?? '', { name: 'Renamed' });
  const everything = (await run.pass()).compute.milliseconds;
  const all = run.recomputed();
  await run.pass();
  edit('deals', id, { amount: '987654' });
  const one = (await run.pass()).compute.milliseconds;
  const few = run.recomputed();
  report.line(
    `  computation after a renamed partner: ${seconds(everything)}, ${all} partners; after one changed deal: ${seconds(one)}, ${few}`,
  );
  report.target(`one changed deal works out its partners alone: ${few} <= 2`, few <= 2);
  // What was written because of it is read before anything is counted.
  await run.pass();
}

/** Calls of the pass after so many deals were changed; a quarter of them deals of partners. */
async function incrementsOf(run: AccountRun, world: World): Promise<number[]> {
  const sourced = new Set(
    world.associations.filter(({ label }) => label === 'Sourced by').map(({ from }) => from.slice('deal:'.length)),
  );
  const ids = world.deals.map(({ hs_object_id: id }) => id ?? '');
  const [partner, direct] = [ids.filter((id) => sourced.has(id)), ids.filter((id) => !sourced.has(id))];
  const calls: number[] = [];
  for (const count of CHANGED) {
    const changed = [...spread(partner, count / 4), ...spread(direct, count - count / 4)];
    for (const id of changed) {
      run.account.standIn.act({ do: 'edit', type: 'deals', id, properties: { amount: String(1000 + count) } });
    }
    calls.push((await run.pass()).sync.entries.length);
    // What was written because of it is read before the next count.
    await run.pass();
  }
  return calls;
}

/** The pass after one record in a hundred was changed, and both figures beside those of other connectors. */
async function percentChanged(report: Report, run: AccountRun, world: World, first: number): Promise<void> {
  const ofPartners = partnerRecords(world);
  const ids = (rows: World['deals']) => rows.map(({ hs_object_id: id }) => id ?? '');
  const some = (all: readonly string[]) => spread(all, Math.ceil(all.length / 100));
  const changed = { companies: some(ids(world.companies)), deals: some(ids(world.deals)) };
  const edit = (type: string, id: string, properties: Record<string, string>) =>
    run.account.standIn.act({ do: 'edit', type, id, properties });
  for (const id of changed.companies) edit('companies', id, { description: 'changed' });
  for (const id of changed.deals) edit('deals', id, { amount: '4711' });
  let [engagements, ofPartnersChanged] = [0, 0];
  for (const [kind, type, property] of ENGAGEMENTS) {
    for (const id of some(ids(world.engagements.filter((row) => row.hs_engagement_type === kind)))) {
      edit(type, id, { [property]: 'changed' });
      engagements += 1;
      if (ofPartners.engagements.has(id)) ofPartnersChanged += 1;
    }
  }
  const asked = (await run.pass()).sync;
  const all = holdingsOf(world);
  const change = { companies: changed.companies.length, deals: changed.deals.length, tickets: 0, engagements };
  const scoped = partnerScopedPass(
    { partners: ofPartners.partners, deals: ofPartners.deals.size, engagements: ofPartners.engagements.size },
    change,
    {
      partners: ofPartners.partners,
      deals: changed.deals.filter((id) => ofPartners.deals.has(id)).length,
      engagements: ofPartnersChanged,
    },
  );
  const calls = asked.entries.filter(isRecordCall).length;
  report.line(`  pass after 1 % was changed: ${byClass(asked.entries)}`);
  report.target(
    `pass ${calls} calls / partner-scoped pass ${scoped} = ${ratio(calls, scoped)} <= ${MOST_OVER_SCOPED}`,
    calls <= scoped * MOST_OVER_SCOPED,
  );
  report.table([
    ['  calls, by the code they publish', 'first sync', '1 % changed', ''],
    ['  Partner Pulse, counted', first, calls, ''],
    ...PEERS.map((peer) => [`  ${peer.name}`, peer.first(all), peer.pass(all, change), peer.lacks]),
  ]);
}

function spread(ids: readonly string[], count: number): string[] {
  const whole = Math.floor(count);
  return Array.from({ length: whole }, (_, at) => ids[Math.floor((at * ids.length) / whole)] ?? '');
}

function reportGrowth(report: Report, growth: readonly { deals: number; calls: readonly number[] }[]): void {
  report.title('Calls of a pass after K deals were changed');
  report.table([
    ['deals in the account', ...CHANGED.map((count) => `K = ${count}`)],
    ...growth.map(({ deals, calls }) => [deals, ...calls]),
  ]);
  const [first] = growth;
  for (const { deals, calls } of growth.slice(1)) {
    report.target(
      `${ratio(deals, first?.deals ?? 0)} x the deals, ${calls.map((count, at) => ratio(count, first?.calls[at] ?? 0)).join(' / ')} x the calls`,
      calls.every((count, at) => count <= (first?.calls[at] ?? 0) + 1),
    );
  }
}
