import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { HistoryOutcome } from './history.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');
const Lived = z.object({
  seed: z.number(),
  differences: z.array(z.string()),
  trace: z.array(z.string()),
  coverage: z.array(z.tuple([z.string(), z.number()])),
});

export interface RunHistoriesOptions {
  /** A migrated database for each process. */
  readonly urls: readonly string[];
  /** The next seed; null ends it. */
  readonly next: () => number | null;
  readonly onOutcome: (seed: number, outcome: HistoryOutcome) => void;
}

/** Lives histories in as many processes as there are databases. What a history comes to depends on its seed alone. */
export async function runHistories({ urls, next, onOutcome }: RunHistoriesOptions): Promise<void> {
  const ended = await Promise.allSettled(
    urls.map(async (url) => {
      const child = fork(WORKER, [url], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      try {
        for (let seed = next(); seed !== null; seed = next()) {
          child.send(seed);
          const { coverage, ...outcome } = Lived.parse(await answerOf(child, seed));
          onOutcome(seed, { ...outcome, coverage: new Map(coverage) });
        }
      } finally {
        child.kill('SIGKILL');
      }
    }),
  );
  const failure = ended.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

async function answerOf(child: ChildProcess, seed: number): Promise<unknown> {
  const stopped = new AbortController();
  try {
    const { signal } = stopped;
    const ended = once(child, 'exit', { signal }).then(() => {
      throw new Error(`the process that lived history ${seed} ended`);
    });
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended]);
    return answer;
  } finally {
    stopped.abort();
  }
}
