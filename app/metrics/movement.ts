/**
 * Why a number is another than it was: because something happened, because we learned later what had happened before, or
 * because its definition changed. Only the first is behaviour.
 */
import type { Result } from './result.ts';

export interface MovementParts {
  /** From the earlier date to the later, both as we know them today. */
  readonly behaviour: number;
  /** What we learned since about the earlier date: a backdated close, a label set late, a feed that came late. */
  readonly correction: number;
  /** What the new definition says of the earlier date against the old one. */
  readonly definition: number;
  readonly total: number;
}

export interface MovementInputs {
  /** What was said at the earlier date, by the definition and the facts of then. */
  readonly saidThen: Result | undefined;
  /** The earlier date by today's definition, with what was known then. */
  readonly knownThen: Result | undefined;
  /** The earlier date by today's definition, with what is known today. */
  readonly thenAsKnownNow: Result | undefined;
  readonly now: Result | undefined;
}

/** The parts add up to the whole change; null unless all four are numbers. */
export function movementOf({ saidThen, knownThen, thenAsKnownNow, now }: MovementInputs): MovementParts | null {
  const [said, known, hindsight, current] = [saidThen, knownThen, thenAsKnownNow, now].map(numberOf);
  if (said === undefined || known === undefined || hindsight === undefined || current === undefined) return null;
  return {
    behaviour: current - hindsight,
    correction: hindsight - known,
    definition: known - said,
    total: current - said,
  };
}

const numberOf = (result: Result | undefined): number | undefined =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : undefined;
