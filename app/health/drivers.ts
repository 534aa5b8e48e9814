import type { ComponentKey } from './model.ts';
import type { ComponentScore, Score } from './score.ts';

/** What one component added to the score, and how that changed since the comparison date. */
export interface Driver {
  readonly key: ComponentKey;
  readonly now: ComponentScore;
  readonly before: ComponentScore | undefined;
  /** Weighted points within the score, now. */
  readonly contribution: number | null;
  /** Points of the score's change since the comparison date that this component accounts for; the drivers' add up to it. */
  readonly change: number | null;
}

/**
 * Splits the score's change among the components. Each is measured against the score of then, so that a component that
 * became known, or changed its weight, moves the total only as far as it differs from it; the parts add up exactly.
 */
export function driversOf(now: Score, before: Score | undefined): Driver[] {
  const then = before?.exact ?? null;
  return now.components
    .map((component): Driver => {
      const earlier = before?.components.find((one) => one.key === component.key);
      const change =
        then === null || before === undefined
          ? null
          : pull(component, now.knownWeight, then) - pull(earlier, before.knownWeight, then);
      return {
        key: component.key,
        now: component,
        before: earlier,
        contribution: contributionOf(component, now),
        change,
      };
    })
    .toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0) || shortfall(b) - shortfall(a));
}

/** How far a component pulls a score away from `level`; an unknown one does not pull. */
const pull = (component: ComponentScore | undefined, knownWeight: number, level: number): number =>
  component?.points === undefined || component.points === null || knownWeight === 0
    ? 0
    : (component.weight * (component.points - level)) / knownWeight;

const contributionOf = (component: ComponentScore, score: Score): number | null =>
  component.points === null || score.knownWeight === 0
    ? null
    : (component.weight * component.points) / score.knownWeight;

/** Weighted points that are missing to the high bar. */
const shortfall = ({ now }: Driver): number => (now.points === null ? 0 : now.weight * (100 - now.points));
