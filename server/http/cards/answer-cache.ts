/** Finished card answers of this process, bounded by their bytes; those not asked for longest go first. */
export interface KeptAnswer {
  /** Of the row that the answer was made from. */
  readonly version: string;
  readonly syncedMs: number;
  /** Whether the words call the data stale: the one thing in an answer that time alone changes. */
  readonly isStale: boolean;
  readonly json: Buffer;
}

export interface AnswerCache {
  get(key: string): KeptAnswer | undefined;
  set(key: string, answer: KeptAnswer): void;
  readonly bytes: number;
}

/** What an entry takes beside its answer: key, version and the map's own. */
const OVERHEAD_BYTES = 500;

export function createAnswerCache(maxBytes: number): AnswerCache {
  const answers = new Map<string, KeptAnswer>();
  let bytes = 0;
  const sizeOf = ({ json }: KeptAnswer) => json.length + OVERHEAD_BYTES;

  function drop(key: string): void {
    const answer = answers.get(key);
    if (answer && answers.delete(key)) bytes -= sizeOf(answer);
  }

  return {
    get bytes() {
      return bytes;
    },
    get(key) {
      const answer = answers.get(key);
      if (!answer) return undefined;
      // Put back at the end: the map's order is by last use.
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },
    set(key, answer) {
      drop(key);
      if (sizeOf(answer) > maxBytes) return;
      answers.set(key, answer);
      bytes += sizeOf(answer);
      for (const oldest of answers.keys()) {
        if (bytes <= maxBytes) return;
        drop(oldest);
      }
    },
  };
}
