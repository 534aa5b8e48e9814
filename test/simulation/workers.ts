import { passInSteps } from '../../server/jobs/pass-steps.ts';
import { portalPass, portalPassHandler } from '../../server/jobs/portal-pass.ts';
import { hubSpotOf, patientClock } from '../support/connected-account.ts';
import { type Actor, Crash } from './gate.ts';
import { gatedDatabase, gatedTransport } from './gated.ts';
import { type Stage, stepsOf } from './stage.ts';

/** Until HubSpot's answer counts as lost, in real milliseconds: far longer than the stand-in takes on a busy machine. */
const ANSWER_WITHIN_MS = 400;

export interface Stop {
  /** Resolves when the history is over. */
  readonly over: Promise<void>;
  readonly isOver: () => boolean;
}

/** A worker that is started again whenever it dies. */
export async function work(stage: Stage, name: string, { over, isOver }: Stop): Promise<void> {
  for (let life = 1; !isOver(); life += 1) {
    const actor: Actor = { name: `${name}${life}`, isDead: false };
    const died = Promise.withResolvers<void>();
    const handler = handlerOf(stage, actor);
    const taking = await stage.queue.work(
      portalPass,
      async (payload, context) => {
        try {
          await handler(payload, context);
        } catch (error) {
          // A dead process reports no failure of any kind.
          throw actor.isDead ? new Crash(actor.name) : error;
        } finally {
          if (actor.isDead) died.resolve();
        }
      },
      { concurrency: 1, lockMs: 1000 },
    );
    await Promise.race([died.promise, over]);
    await taking.stop();
  }
}

function handlerOf(stage: Stage, actor: Actor) {
  const { db, standIn, clock, random, gate, queue, tally } = stage;
  const own = gatedDatabase(db, gate, actor);
  const around = (transport: Parameters<typeof gatedTransport>[0]) => gatedTransport(transport, gate, actor);
  const chance = () => random.next();
  const options = { around, answerWithinMs: ANSWER_WITHIN_MS, random: chance };
  const { hints, sync, compute, write } = stepsOf(stage, own, hubSpotOf(own, standIn, patientClock(clock), options));
  const steps = passInSteps([hints, sync, compute, write]);
  const runPass: typeof steps = async (portalId, context) => {
    if (stage.atWork.size > 0) tally.add('two workers on one account at once');
    stage.atWork.add(actor);
    return steps(portalId, context).finally(() => stage.atWork.delete(actor));
  };
  return portalPassHandler({ db: own, queue, runPass, intervalSeconds: 600, random: chance });
}
