import type { JobContext } from './job.ts';
import type { RunPass } from './portal-pass.ts';

/** One step of a pass (sync, compute, write back). `more` asks for another slice before the steps after it run. */
export interface PassStep {
  readonly name: string;
  readonly run: (portalId: number, context: JobContext) => Promise<'done' | 'more'>;
}

/** A pass that runs its steps in order, each seeing what the ones before it have stored. */
export function passInSteps(steps: readonly PassStep[]): RunPass {
  return async (portalId, context) => {
    for (const step of steps) {
      context.signal.throwIfAborted();
      const log = context.log.child({ step: step.name });
      if ((await step.run(portalId, { ...context, log })) === 'more') return 'more';
    }
    return 'done';
  };
}
