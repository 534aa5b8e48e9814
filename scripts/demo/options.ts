import { parseArgs } from 'node:util';

/** What `npm run demo -- …` was asked for. */
export interface DemoOptions {
  /** Do everything once, then end, instead of serving pages until Ctrl-C. */
  readonly once: boolean;
  /** Print one JSON summary as the last line of standard output. */
  readonly json: boolean;
  /** Name of a shipped or converted world, or a folder. */
  readonly world: string;
  /** Date that counts as today for results; undefined for the real one. */
  readonly asOf: string | undefined;
  /** Folder for the cards' pictures. */
  readonly shots: string | undefined;
  /** File for every result of the date, as JSON lines. */
  readonly exportFile: string | undefined;
  /** Delete everything earlier runs left behind. */
  readonly reset: boolean;
  /** Port of the page to open; undefined takes the usual one, or a free one when that is taken. */
  readonly port: number | undefined;
}

export const DEMO_USAGE = `npm run demo -- [options]
  --world NAME|DIR   the account's records: a shipped world or a folder of CSV files (docs/worlds.md); "programme" by default
  --as-of DATE       the date that counts as today for results, such as 2026-06-30
  --once             do everything once and end
  --json             print one JSON summary as the last line
  --shots DIR        save pictures of the cards
  --export FILE      write every result of that date as JSON lines
  --port N           port of the page
  --reset            delete what earlier runs left in .data and begin anew`;

/** The command line cannot be understood; the message says what would be. */
export class DemoUsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\n\n${DEMO_USAGE}`);
    this.name = 'DemoUsageError';
  }
}

/** @throws DemoUsageError */
export function parseDemoOptions(args: readonly string[]): DemoOptions {
  const flags = parse(args);
  const port = flags.port === undefined ? undefined : Number(flags.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new DemoUsageError('--port must be a number from 1 to 65535');
  }
  const asOf = flags['as-of'];
  if (asOf !== undefined && !isDate(asOf)) throw new DemoUsageError('--as-of must be a date such as 2026-06-30');
  return {
    once: flags.once,
    json: flags.json,
    world: flags.world,
    asOf,
    shots: flags.shots,
    exportFile: flags.export,
    reset: flags.reset,
    port,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        world: { type: 'string', default: 'programme' },
        'as-of': { type: 'string' },
        shots: { type: 'string' },
        export: { type: 'string' },
        reset: { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new DemoUsageError(error instanceof Error ? error.message : String(error));
  }
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
