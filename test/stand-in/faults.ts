/** What a fault does to a request. */
export interface FaultAnswer {
  /** Answers this status instead; well-known ones (401, 423, 429, 477, 502, 503, 504) bring HubSpot's body along. */
  readonly status?: number | undefined;
  /** Replaces the body: an object is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Never answers; the connection stays open. */
  readonly hang?: boolean | undefined;
  /** Closes the connection without an answer. */
  readonly drop?: boolean | undefined;
  /** Sends half of the true answer, then closes the connection. The request takes effect. */
  readonly truncate?: boolean | undefined;
  /** With `hang`, `drop` or `status`: carries the request out first, so only its answer is lost. */
  readonly applied?: boolean | undefined;
}

export interface FaultRule {
  /** Method and path with `*` for anything: `POST *\/search`, `* /crm/objects/2026-09/deals`. */
  readonly when: string;
  /** Counts matching requests from 1; the first one by default. */
  readonly nth?: number | undefined;
  /** How many matching requests in a row from there on; 1 by default. */
  readonly times?: number | undefined;
  /** Only requests of this account. */
  readonly account?: number | undefined;
  readonly answer: FaultAnswer;
}

export interface Faults {
  /** Adds rules to those in force; each starts counting now. */
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  /** How often each rule fired so far, also those that are cleared. */
  readonly fired: ReadonlyMap<FaultRule, number>;
  /** The answer of the first rule that fires for this request; every matching rule counts it. */
  next(method: string, path: string, hubId: number | null): FaultAnswer | null;
}

function toPattern(when: string): RegExp {
  const escaped = when.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

export function createFaults(initial: readonly FaultRule[] = []): Faults {
  let rules: { rule: FaultRule; pattern: RegExp; seen: number }[] = [];
  const add = (more: readonly FaultRule[]) => {
    rules = [...rules, ...more.map((rule) => ({ rule, pattern: toPattern(rule.when), seen: 0 }))];
  };
  add(initial);
  const fired = new Map<FaultRule, number>();
  return {
    add,
    fired,
    clear: () => {
      rules = [];
    },
    next: (method, path, hubId) => {
      let first: FaultRule | null = null;
      for (const entry of rules) {
        const { nth = 1, times = 1, account } = entry.rule;
        if (account !== undefined && account !== hubId) continue;
        if (!entry.pattern.test(`${method} ${path}`)) continue;
        entry.seen += 1;
        if (entry.seen >= nth && entry.seen < nth + times) first ??= entry.rule;
      }
      if (first === null) return null;
      fired.set(first, (fired.get(first) ?? 0) + 1);
      return first.answer;
    },
  };
}
