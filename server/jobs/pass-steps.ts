import type { PassContext, RunPass } from './portal-pass.ts';

/**
 * How a step ended. `more` asks for another slice, and `yield` for one at once, because something more urgent came; the
 * steps after it do not run before it is done.
 */
export type StepOutcome = 'done' | 'more' | 'yield';

/** One step of a pass (sync, compute, write back). */
export interface PassStep {
  readonly name: string;
  readonly run: (portalId: number, context: PassContext) => Promise<StepOutcome>;
}

/** A pass that runs its steps in order, each seeing what the ones before it have stored. */
export function passInSteps(steps: readonly PassStep[]): RunPass {
  return async (portalId, context) => {
    for (const step of steps) {
      context.signal.throwIfAborted();
      const log = context.log.child({ step: step.name });
      const outcome = await step.run(portalId, { ...context, log });
      if (outcome !== 'done') return outcome;
    }
    return 'done';
  };
}
