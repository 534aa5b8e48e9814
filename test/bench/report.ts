/** Collects targets that were missed and prints lines; only counts and ratios decide, never a time. */
export interface Report {
  title(text: string): void;
  line(text: string): void;
  table(rows: readonly (readonly (string | number)[])[]): void;
  /** Prints whether a target holds. */
  target(text: string, holds: boolean): void;
  readonly missed: readonly string[];
  /** How many targets were looked at: those of an account made small are printed, and not judged. */
  readonly judged: number;
}

export function createReport(write: (text: string) => void): Report {
  const missed: string[] = [];
  let judged = 0;
  const line = (text: string) => write(`${text}\n`);
  return {
    missed,
    get judged() {
      return judged;
    },
    line,
    title: (text) => line(`\n${text}\n${'-'.repeat(text.length)}`),
    table(rows) {
      const widths = (rows[0] ?? []).map((_, column) =>
        Math.max(...rows.map((row) => String(row[column] ?? '').length)),
      );
      for (const row of rows) {
        // Names to the left, numbers to the right.
        const cells = widths.map((width, column) => {
          const text = String(row[column] ?? '');
          return column === 0 ? text.padEnd(width) : text.padStart(width);
        });
        line(`  ${cells.join('  ')}`.trimEnd());
      }
    },
    target(text, holds) {
      judged += 1;
      if (!holds) missed.push(text);
      line(`  ${holds ? 'ok    ' : 'MISSED'} ${text}`);
    },
  };
}

export const ratio = (value: number, of: number): string => (of === 0 ? 'n/a' : (value / of).toFixed(2));
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The time that this share of all did not exceed. */
export const quantileText = (times: readonly number[], share: number): string =>
  (times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
