/** One observation: an event after `days`, or none yet after `days` (censored). */
export interface Waiting {
  readonly days: number;
  readonly event: boolean;
}

/** Products of fractions that should meet a half exactly may miss it by rounding. */
const CLOSE = 1e-9;

/**
 * Median waiting time by Kaplan and Meier (1958), so that those still waiting count with the time they have waited.
 * Where the curve rests on one half exactly, the middle of that stretch, as the ordinary median of an even number does.
 * @returns undefined while more than half are still waiting
 */
export function kaplanMeierMedian(observations: readonly Waiting[]): number | undefined {
  const steps = curve(observations);
  const at = steps.findIndex((step) => step.share <= 0.5 + CLOSE);
  const reached = steps[at];
  if (!reached) return undefined;
  const next = steps[at + 1];
  return next && Math.abs(reached.share - 0.5) < CLOSE ? (reached.days + next.days) / 2 : reached.days;
}

/** Share still waiting after each day on which an event happened. */
function curve(observations: readonly Waiting[]): { days: number; share: number }[] {
  const sorted = observations.toSorted((a, b) => a.days - b.days);
  const steps: { days: number; share: number }[] = [];
  let share = 1;
  for (let i = 0; i < sorted.length; ) {
    const days = sorted[i]?.days ?? 0;
    const atRisk = sorted.length - i;
    let events = 0;
    for (; sorted[i]?.days === days; i++) if (sorted[i]?.event) events++;
    if (events === 0) continue;
    share *= 1 - events / atRisk;
    steps.push({ days, share });
  }
  return steps;
}
