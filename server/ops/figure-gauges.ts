import { Gauge, type Registry } from 'prom-client';
import type { Figures } from '../store/figures.ts';
import type { Logger } from './logger.ts';

export interface QueueFigures {
  readonly queue: string;
  readonly waiting: number;
  readonly running: number;
  readonly delayed: number;
  readonly failed: number;
  /** How long the job that runs next has waited. */
  readonly oldestSeconds: number;
}

export interface FigureSources {
  readonly figures: () => Promise<Figures>;
  readonly queues: () => Promise<readonly QueueFigures[]>;
  readonly log: Logger;
  /** Monotonic milliseconds; Node's own outside tests. */
  readonly monotonic?: () => number;
}

/** Several scrapers, or one that is impatient, cost the database no more than this often. */
const FRESH_MS = 5_000;

/**
 * Gauges over what all processes share: any of them can be asked. A database that is away leaves the last figures out
 * instead of failing the whole scrape.
 */
export function registerFigures(registry: Registry, sources: FigureSources): void {
  const { log, monotonic = () => performance.now() } = sources;
  let reading: Promise<void> | undefined;
  // prom-client asks every metric at a scrape; the first reads for all, and the others wait for it.
  const collect = () => {
    reading ??= refresh().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name, help, labelNames: [...labelNames], registers: [registry], collect });

  const accounts = gauge('accounts', 'Accounts by status', ['status']);
  const lag = gauge('sync_lag_seconds', 'How far behind HubSpot a stream of an account is', ['portal', 'stream']);
  const overdue = gauge('pass_overdue_seconds', 'How late the pass of an account is', ['portal']);
  const hints = gauge('hints_waiting', 'Records that webhooks named and nobody has read yet', ['portal']);
  const hintAge = gauge('hint_age_seconds', 'How long the oldest of them waits', ['portal']);
  const reserved = gauge('budget_calls_total', 'Calls reserved in the rate budget so far', ['portal', 'class']);
  const paused = gauge('budget_paused_seconds', 'How long a class stays paused after a 429', ['portal', 'class']);
  const refused = gauge('write_refusals', 'Records that HubSpot refused in the last write-back', ['portal']);
  const jobs = gauge('queue_jobs', 'Jobs by queue and state', ['queue', 'state']);
  const queueAge = gauge('queue_age_seconds', 'How long the next job has waited', ['queue']);
  const all = [accounts, lag, overdue, hints, hintAge, reserved, paused, refused, jobs, queueAge];

  function show(figures: Figures, queues: readonly QueueFigures[]): void {
    for (const each of all) each.reset();
    for (const { status, count } of figures.accounts) accounts.set({ status }, count);
    for (const { portal, stream, seconds } of figures.lags) lag.set({ portal, stream }, Math.max(0, seconds));
    for (const { portal, seconds } of figures.overdue) overdue.set({ portal }, seconds);
    for (const { portal, waiting, oldestSeconds } of figures.hints) {
      hints.set({ portal }, waiting);
      hintAge.set({ portal }, oldestSeconds);
    }
    for (const { portal, class: limitClass, reserved: calls, pausedSeconds } of figures.budgets) {
      reserved.set({ portal, class: limitClass }, calls);
      paused.set({ portal, class: limitClass }, pausedSeconds);
    }
    for (const { portal, records } of figures.refusals) refused.set({ portal }, records);
    for (const { queue, waiting, running, delayed, failed, oldestSeconds } of queues) {
      for (const [state, count] of Object.entries({ waiting, running, delayed, failed }))
        jobs.set({ queue, state }, count);
      queueAge.set({ queue }, oldestSeconds);
    }
  }

  let readMs = Number.NEGATIVE_INFINITY;
  async function refresh(): Promise<void> {
    if (monotonic() - readMs < FRESH_MS) return;
    try {
      show(await sources.figures(), await sources.queues());
      readMs = monotonic();
    } catch (error) {
      for (const each of all) each.reset();
      log.warn({ err: error }, 'figures.not_read');
    }
  }
}
