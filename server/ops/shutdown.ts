import type { Logger } from './logger.ts';

export interface Shutdown {
  /** Registers what has to be stopped. Stops run one after the other, the last registered first. */
  onStop(name: string, stop: () => Promise<unknown>): void;
  /** Runs all stops once; later calls wait for the same. One that fails does not keep the others from running. */
  stop(): Promise<void>;
}

export function createShutdown(log: Logger): Shutdown {
  const stops: { name: string; stop: () => Promise<unknown> }[] = [];
  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    for (const { name, stop } of stops.toReversed()) {
      try {
        await stop();
      } catch (error) {
        log.error({ err: error, part: name }, 'shutdown.part_failed');
      }
    }
  }

  return {
    onStop(name, stop) {
      stops.push({ name, stop });
    },
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

/**
 * Ends the process in order on SIGTERM and SIGINT, at once on a second one, and with an error after `seconds`.
 * A failure nobody handled leaves the process in an unknown state: it is logged and ends it; the supervisor starts anew.
 */
export function stopOnSignals(shutdown: Shutdown, log: Logger, seconds: number): void {
  let asked = false;
  const end = (signal: string) => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, 'shutdown.begun');
    setTimeout(() => {
      log.error({ seconds }, 'shutdown.too_slow');
      process.exit(1);
    }, seconds * 1_000).unref();
    shutdown.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  const fatal = (error: unknown) => {
    log.fatal({ err: error }, 'process.failed');
    process.exit(1);
  };
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);
}
