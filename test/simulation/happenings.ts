import { webhookIntakeRoute } from '../../server/http/webhooks/intake.ts';
import { requestPass } from '../../server/jobs/portal-pass.ts';
import { announcedType, linkOwner } from '../../server/sync/announced-kinds.ts';
import type { WebhookEvent } from '../stand-in/index.ts';
import { toldAs } from './coverage.ts';
import { doSomething } from './people.ts';
import { DAY, log, MINUTE, type Stage } from './stage.ts';

/** Hours in which a parked account is asked again, and a day after which the sweep is due. */
const LEAPS = [500, 6000, MINUTE, 10 * MINUTE, 31 * MINUTE, 31 * MINUTE, DAY + MINUTE];

/** One of the things that happen around the workers. */
export async function happen(stage: Stage): Promise<void> {
  const { clock, random, queue, timers, portalId, db, tally } = stage;
  const kind = random.int(1, 10);
  if (kind <= 4) await people(stage);
  else if (kind <= 6) await someWebhooks(stage);
  else if (kind === 7) clock.advance(random.pick(LEAPS));
  else if (kind === 8) {
    clock.advance(random.int(1, 20) * 1000);
    await requestPass(queue, portalId, { urgent: random.chance(0.3) });
  } else if (kind === 9 && random.chance(0.3)) {
    queue.lose();
    timers.length = 0;
    tally.add('the queue is lost');
  } else if (queue.deliverAgain()) tally.add('a job is delivered twice');
  for (const timer of timers.splice(0)) {
    if (timer.at <= clock.now()) timer.callBack();
    else timers.push(timer);
  }
  if (random.chance(0.05)) await db.pool.query('delete from swept_ids where portal_id = $1', [portalId]);
}

async function people({ standIn, random, db, portalId, tally, gate }: Stage): Promise<void> {
  const done = doSomething(standIn, random);
  if (done === null) return;
  gate.trace.push(`people ${JSON.stringify(done)}`);
  if (done.do === 'erase') tally.add('a person is erased');
  if (done.do !== 'merge') return;
  tally.add('a record is merged away');
  const { rows } = await db.pool.query<{ backfilling: boolean }>(
    `select backfilled_ms is null and exists (select from checkpoints c where c.portal_id = p.portal_id) as backfilling
     from portals p where portal_id = $1`,
    [portalId],
  );
  if (rows[0]?.backfilling) tally.add('a record is merged away during a backfill');
}

/** Webhooks arrive: some never, some twice, some late, in any order. */
async function someWebhooks({ standIn, random, db, clock, queue, portalId, tally }: Stage): Promise<void> {
  const sent = standIn.webhooks.take();
  const events = random.shuffle(sent).filter(() => !random.chance(0.2));
  const late = events.filter(() => random.chance(0.3));
  const now = events.filter((event) => !late.includes(event));
  const doubled = now.filter(() => random.chance(0.2));
  standIn.webhooks.putBack(late);
  const ring = (id: number) => requestPass(queue, id, { urgent: true });
  const intake = webhookIntakeRoute({ db, now: () => clock.now(), ring, announcedType, linkOwner });
  await intake.receive({ body: [...now, ...doubled], log });
  if (random.chance(0.3)) await requestPass(queue, portalId);
  tally.add('webhooks arrive', now.length);
  for (const event of now) tallyTold(tally, event);
  tally.add('a webhook is lost', sent.length - events.length);
  tally.add('a webhook comes twice', doubled.length);
  tally.add('a webhook comes late', late.length);
  const order = now.map((event) => sent.indexOf(event));
  if (order.some((at, place) => at < (order[place - 1] ?? 0))) tally.add('webhooks come in another order');
}

function tallyTold(tally: Stage['tally'], { subscriptionType, objectTypeId, fromObjectTypeId }: WebhookEvent): void {
  const [kind = '', action = ''] = subscriptionType.split('.');
  const told = toldAs(action, announcedType(String(objectTypeId ?? fromObjectTypeId ?? kind)));
  if (told) tally.add(told);
}
