/** One thing the process cannot work without. Rejects when it is not there. */
export type HealthCheck = () => Promise<unknown>;

export interface HealthReport {
  readonly ready: boolean;
  /** Per check: `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface Health {
  /** Whether to send requests here: all checks pass and nobody asked the process to stop. */
  report(): Promise<HealthReport>;
  /** From now on not ready, so that the load balancer looks elsewhere while running requests end. */
  stopping(): void;
}

export function createHealth(checks: Readonly<Record<string, HealthCheck>>): Health {
  let isStopping = false;
  return {
    async report() {
      if (isStopping) return { ready: false, checks: { process: 'stopping' } };
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => [name, await outcome(check)]),
      );
      return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
    },
    stopping() {
      isStopping = true;
    },
  };
}

async function outcome(check: HealthCheck): Promise<string> {
  try {
    await check();
    return 'ok';
  } catch {
    // The reason may name hosts and users; whoever runs the server finds it in the log of the failing part.
    return 'unavailable';
  }
}
