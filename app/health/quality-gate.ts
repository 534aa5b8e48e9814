/**
 * When a score may be shown, and what would have to be mapped or filled in where it may not. A score from too little is
 * worse than none: it looks as sure as the others.
 */
import { type Mapped, NEEDS, type Need } from '../facts/need.ts';
import type { Result } from '../metrics/result.ts';
import { type Component, type ComponentKey, HEALTH_MODEL } from './model.ts';

/** A component of a score, as far as the gate looks at it. */
export interface Weighed {
  readonly key: ComponentKey;
  /** Share of the whole score, 0..1. */
  readonly weight: number;
  /** Null when it is not known. */
  readonly points: number | null;
}

export interface Gate {
  readonly isOpen: boolean;
  /** 0..1 of the profile's weight. */
  readonly knownWeight: number;
  /** Categories with a known component. */
  readonly categories: readonly Component['category'][];
}

/** Sums of weights are rarely exact. */
const ROUNDING = 1e-9;
const componentOf = (key: ComponentKey): Component | undefined =>
  HEALTH_MODEL.components.find((one) => one.key === key);

/** The one rule by which scores are shown. */
export function gateOf(components: readonly Weighed[]): Gate {
  const known = components.filter(({ points }) => points !== null);
  const knownWeight = known.reduce((sum, { weight }) => sum + weight, 0);
  const categories = [...new Set(known.flatMap(({ key }) => componentOf(key)?.category ?? []))];
  const { gate } = HEALTH_MODEL;
  const isOpen = knownWeight >= gate.knownWeight - ROUNDING && categories.length >= gate.categories;
  return { isOpen, knownWeight, categories };
}

/** One thing to do, and the weight that would be known then. */
export interface GateStep {
  readonly kind: 'map' | 'fill';
  readonly text: string;
  readonly components: readonly ComponentKey[];
  /** 0..1 of the profile's weight. */
  readonly gain: number;
  /** It alone would open the gate. */
  readonly isEnough: boolean;
}

export interface GateReport extends Gate {
  /** Why the score is not shown; empty while it is. */
  readonly reasons: readonly string[];
  /** Largest gain first. */
  readonly steps: readonly GateStep[];
}

/**
 * @param components of one score
 * @param needsOf what a metric needs to be mapped, by its id
 */
export function gateReport(
  components: readonly (Weighed & { readonly result: Result | undefined })[],
  mapped: Mapped,
  needsOf: (metric: string) => readonly Need[],
): GateReport {
  const gate = gateOf(components);
  const todo = components
    .filter(({ points }) => points === null)
    .map((one) => ({ one, ...whatToDo(one, mapped, needsOf) }));
  const steps = [...Map.groupBy(todo, ({ kind, text }) => `${kind} ${text}`).values()].flatMap((group): GateStep[] => {
    const [first] = group;
    if (!first) return [];
    const filled = new Set(group.map(({ one }) => one));
    const after = gateOf(components.map((one) => (filled.has(one) ? { ...one, points: 0 } : one)));
    return [
      {
        kind: first.kind,
        text: first.text,
        components: group.map(({ one }) => one.key),
        gain: after.knownWeight - gate.knownWeight,
        isEnough: after.isOpen,
      },
    ];
  });
  return {
    ...gate,
    reasons: reasonsOf(gate),
    steps: steps.toSorted((a, b) => b.gain - a.gain || (a.text < b.text ? -1 : 1)),
  };
}

function whatToDo(
  { key, result }: { readonly key: ComponentKey; readonly result: Result | undefined },
  mapped: Mapped,
  needsOf: (metric: string) => readonly Need[],
): Pick<GateStep, 'kind' | 'text'> {
  const { metric = '', label = key, dividedBy } = componentOf(key) ?? {};
  const missing = needsOf(metric).filter((need) => !mapped[need]);
  if (missing.length > 0) return { kind: 'map', text: missing.map((need) => NEEDS[need]).join('; ') };
  switch (result?.state) {
    case 'not-set-up':
      return { kind: 'map', text: result.missing };
    case 'not-enough-data':
      return { kind: 'fill', text: `${label}: ${result.have} of ${result.need} needed` };
    case 'not-applicable':
      return { kind: 'fill', text: `${label}: ${result.why}` };
    case 'stale':
      return { kind: 'fill', text: `${label}: bring its feed up to date` };
    default:
      return { kind: 'fill', text: dividedBy ? `${label}: nothing to compare with yet` : `${label}: not computed` };
  }
}

function reasonsOf({ isOpen, knownWeight, categories }: Gate): string[] {
  if (isOpen) return [];
  const { gate } = HEALTH_MODEL;
  return [
    ...(knownWeight < gate.knownWeight - ROUNDING
      ? [`${percent(knownWeight)} of the weight is known, ${percent(gate.knownWeight)} is needed`]
      : []),
    ...(categories.length < gate.categories
      ? [`Known in ${categories.length} of the ${gate.categories} categories that are needed`]
      : []),
  ];
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
