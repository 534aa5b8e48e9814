/**
 * Computes in a thread of its own, one per worker process: an account may take seconds in which this process would renew no
 * lock and answer no webhook. The thread has its own database connections and remembers accounts; only what was done comes
 * back. One that dies costs the computations that ran in it a retry and is started again by the next.
 */
import { Worker } from 'node:worker_threads';
import { ComputationFailed } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import type { Compute, ComputeReport } from './compute-step.ts';

export interface ComputeThreadOptions {
  readonly databaseUrl: string;
  readonly asOf: string | null;
  readonly log: Logger;
  /** Most memory for what it computes, in MB; what the process may have where left out. */
  readonly memoryMb?: number;
}

export interface ComputeThread {
  readonly compute: Compute;
  /** Ends the thread. What runs in it is stored as a whole or not at all. */
  stop(): Promise<void>;
}

/** What the thread is started with. */
export interface ThreadData {
  readonly databaseUrl: string;
  readonly asOf: string | null;
}
export type ToThread = { readonly id: number; readonly portalId: number; readonly isSynced: boolean } | 'stop';
export type FromThread =
  | { readonly id: number; readonly report: ComputeReport | null }
  | { readonly id: number; readonly error: unknown }
  | { readonly warning: string; readonly error: unknown };

interface Waiting {
  readonly portalId: number;
  readonly done: PromiseWithResolvers<ComputeReport | null>;
}

export function openComputeThread(options: ComputeThreadOptions): ComputeThread {
  const { log } = options;
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let worker: Worker | undefined;

  function start(): Worker {
    const { databaseUrl, asOf, memoryMb } = options;
    const workerData: ThreadData = { databaseUrl, asOf };
    const started = new Worker(new URL('./compute-worker.ts', import.meta.url), {
      workerData,
      ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    });
    started.on('message', receive);
    started.on('error', (error) => lost(started, error));
    started.on('exit', (code) => lost(started, new Error(`it ended with code ${code}`)));
    return started;
  }

  function receive(message: FromThread): void {
    if ('warning' in message) {
      log.warn({ err: message.error }, message.warning);
      return;
    }
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if ('report' in message) one?.done.resolve(message.report);
    else one?.done.reject(failure(one.portalId, message.error));
  }

  function lost(which: Worker, cause: unknown): void {
    if (worker !== which) return;
    worker = undefined;
    const portals = [...waiting.values()].map(({ portalId }) => portalId);
    log.error({ err: cause, portals }, 'compute.thread_lost');
    for (const { portalId, done } of waiting.values()) done.reject(threadLost(portalId, cause));
    waiting.clear();
  }

  async function compute(portalId: number, isSynced: boolean, signal: AbortSignal): Promise<ComputeReport | null> {
    signal.throwIfAborted();
    worker ??= start();
    const id = ++lastId;
    const done = Promise.withResolvers<ComputeReport | null>();
    waiting.set(id, { portalId, done });
    // Asked to stop, the job is put back at once and not when a large account is done.
    const giveUp = () => done.reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    const question: ToThread = { id, portalId, isSynced };
    worker.postMessage(question);
    try {
      return await done.promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      waiting.delete(id);
    }
  }

  return {
    compute,
    async stop() {
      const ending = worker;
      worker = undefined;
      if (ending === undefined) return;
      const exit = new Promise((resolve) => ending.once('exit', resolve));
      const stop: ToThread = 'stop';
      ending.postMessage(stop);
      const forced = setTimeout(() => void ending.terminate(), STOP_WITHIN_MS);
      await exit;
      clearTimeout(forced);
    },
  };
}

/** Connections are closed in order within this; a computation in the middle is not waited for. */
const STOP_WITHIN_MS = 1000;

const failure = (portalId: number, cause: unknown) =>
  new ComputationFailed(`Account ${portalId} could not be computed: ${textOf(cause)}`, { cause });

function threadLost(portalId: number, cause: unknown): ComputationFailed {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  const isMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
  const why = isMemory
    ? 'it ran out of memory: give the worker more, with NODE_OPTIONS=--max-old-space-size=MB, or a lower WORKER_CONCURRENCY'
    : textOf(cause);
  return new ComputationFailed(`The thread that computed account ${portalId} is gone: ${why}`, { cause });
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
