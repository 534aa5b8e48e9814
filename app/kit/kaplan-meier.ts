import { Z_95 } from './normal.ts';

/** One subject: an event after `days`, or none yet after `days` (censored). */
export interface Waiting {
  readonly days: number;
  readonly event: boolean;
  /** Age in days at which we began to watch (delayed entry); left out, or 0, when watched from its start. */
  readonly entryDays?: number;
}

/** How sure a share is: Greenwood's standard error, and a 95 % interval that stays within 0..1. */
export interface Spread {
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** The curve falls to `share` on `days`, where `events` of the `atRisk` then watched had theirs. */
export interface SurvivalStep {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly share: number;
  /** Undefined where the curve stands on 0: neither formula has a value there. */
  readonly spread: Spread | undefined;
}

/** Share still without an event after each day, among those that came as far as `fromDays`; known up to `untilDays`. */
export interface SurvivalCurve {
  readonly fromDays: number;
  readonly untilDays: number;
  readonly steps: readonly SurvivalStep[];
}

/** Products of fractions that should meet a half exactly may miss it by rounding. */
const CLOSE = 1e-9;

/**
 * Survival by Kaplan and Meier (1958) with delayed entry (Klein and Moeschberger 2003, section 4.6): a subject counts as at
 * risk on the days after its entry, up to and including its last. On one day events come before censoring.
 * Spread: Greenwood (1926); interval on the scale log(-log), of Kalbfleisch and Prentice (1980).
 *
 * Early days of late entrants rest on few: where all at risk have their event the curve falls to 0 and stays there.
 * Pass `fromDays` to begin where enough are at risk; the curve then speaks of those that came that far.
 * @returns undefined when nobody was watched
 */
export function survivalCurve(observations: readonly Waiting[], fromDays = 0): SurvivalCurve | undefined {
  const entryOf = (one: Waiting): number => Math.max(one.entryDays ?? 0, fromDays);
  const watched = observations.filter((one) => entryOf(one) <= 0 || one.days > entryOf(one));
  const sorted = watched.toSorted((a, b) => a.days - b.days);
  const last = sorted.at(-1);
  if (!last) return undefined;
  const entries = Float64Array.from(sorted.map(entryOf)).sort();
  return { fromDays: Math.max(0, entries[0] ?? 0), untilDays: last.days, steps: stepsOf(sorted, entries) };
}

/** @param entries ascending, as `sorted` is by days */
function stepsOf(sorted: readonly Waiting[], entries: Float64Array): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let share = 1;
  let greenwood = 0;
  let entered = 0;
  for (let i = 0; i < sorted.length; ) {
    const days = sorted[i]?.days ?? 0;
    // An entry of 0 is watched from the start, so also an event on day 0.
    for (let entry = entries[entered]; entry !== undefined && (entry <= 0 || entry < days); entry = entries[++entered]);
    const atRisk = entered - i;
    let events = 0;
    for (; sorted[i]?.days === days; i++) if (sorted[i]?.event) events++;
    if (events === 0) continue;
    share *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    steps.push({ days, atRisk, events, share, spread: spreadOf(share, greenwood) });
  }
  return steps;
}

function spreadOf(share: number, greenwood: number): Spread | undefined {
  if (share <= 0) return undefined;
  const root = Math.sqrt(greenwood);
  const widening = Math.exp((Z_95 * root) / -Math.log(share));
  return { standardError: share * root, low: share ** widening, high: share ** (1 / widening) };
}

/** Days by which half had their event; the middle of the stretch where the curve rests on one half. */
export function survivalMedian({ steps }: SurvivalCurve): number | undefined {
  const at = steps.findIndex((step) => step.share <= 0.5 + CLOSE);
  const reached = steps[at];
  if (!reached) return undefined;
  const next = steps[at + 1];
  return next && Math.abs(reached.share - 0.5) < CLOSE ? (reached.days + next.days) / 2 : reached.days;
}

/**
 * Share still without an event after `days`, and how sure that is (no spread before the first event).
 * @returns undefined outside the days that were watched; a curve that reached 0 stays there
 */
export function survivalAt(
  curve: SurvivalCurve,
  days: number,
): { readonly share: number; readonly spread: Spread | undefined } | undefined {
  const step = curve.steps.findLast((one) => one.days <= days);
  const known = days >= curve.fromDays && (days <= curve.untilDays || step?.share === 0);
  return known ? { share: step?.share ?? 1, spread: step?.spread } : undefined;
}

/**
 * Median waiting time, in which those still waiting count with the time they have waited. Where the curve rests on one
 * half exactly, the middle of that stretch, as the ordinary median of an even number does.
 * @returns undefined while more than half are still waiting
 */
export function kaplanMeierMedian(observations: readonly Waiting[]): number | undefined {
  const curve = survivalCurve(observations);
  return curve && survivalMedian(curve);
}
