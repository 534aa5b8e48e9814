/** What work costs. Wall-clock time tells what others do on the machine as well; the CPU time of this process does not. */
export interface Cost {
  readonly wallMs: number;
  /** Of all threads of this process: the collector's too. */
  readonly cpuMs: number;
}

export function timed<T>(work: () => T): [T, number] {
  const startedMs = performance.now();
  const result = work();
  return [result, performance.now() - startedMs];
}

export function costOf(work: () => void): Cost {
  const before = process.cpuUsage();
  const [, wallMs] = timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

const ROUNDS = 4;

/** The least of some runs of each, in turns: what the work costs when nothing else interferes. */
export function inTurns(first: () => void, second: () => void): [Cost, Cost] {
  const runs = Array.from({ length: ROUNDS }, () => [costOf(first), costOf(second)] as const);
  const least = (costs: readonly Cost[]): Cost => ({
    wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)),
    cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
  });
  return [least(runs.map(([one]) => one)), least(runs.map(([, one]) => one))];
}

export const ms = (milliseconds: number): string =>
  milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
