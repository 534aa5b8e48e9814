/** What has to be ended, in the reverse order of its beginning, whatever happens. */
export interface Stops {
  /** Runs at the end, or at once when the end has come: something begun before may become ready only then. */
  add(stop: () => unknown): void;
  run(): Promise<void>;
}

export function createStops(): Stops {
  const stops: (() => unknown)[] = [];
  let running: Promise<void> | undefined;
  async function runAll(): Promise<void> {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        process.stderr.write(`While stopping: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
  return {
    add: (stop) => {
      stops.push(stop);
      if (running !== undefined) running = running.then(runAll);
    },
    run: () => {
      running ??= runAll();
      return running;
    },
  };
}

/** Resolves when the user asks to stop; a second time ends the process at once. */
export function interruption(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve('interrupted');
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}
