import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FeedRefused, type FeedSource, type SourceRow } from './feed-source.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** A cell longer than this is a missing quote, not a value. */
const LONGEST_RECORD = 100_000;

/** A CSV file as it streams in: with or without a byte-order mark, separated by comma, semicolon or tab. */
export function csvSource(bytes: Readable): FeedSource {
  const digest = createHash('sha256');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  bytes.once('error', (error) => tap.destroy(error));
  // It may break before anybody reads; whoever reads then is told.
  tap.on('error', () => undefined);
  const records = recordsOf(bytes.pipe(tap));
  let header: readonly string[] | undefined;

  async function readHeader(): Promise<readonly string[]> {
    if (header) return header;
    const first = await records.next();
    header = first.done ? [] : first.value.cells.map(columnName);
    const twice = header.find((name, at) => name !== '' && header?.indexOf(name) !== at);
    if (twice) throw new FeedRefused(`The column ${twice} appears twice in the header. Keep one of them.`);
    return header;
  }

  return {
    header: readHeader,
    async *rows() {
      const names = await readHeader();
      for await (const { line, cells } of records) yield rowOf(names, line, cells);
    },
    hash: () => digest.digest('hex'),
  };
}

/** People write `Partner`, `scale least` or `Scale_Least`. */
const columnName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

function rowOf(names: readonly string[], line: number, cells: readonly string[]): SourceRow {
  return { line, cells: Object.fromEntries(names.map((name, at) => [name, cells[at]])) };
}

async function* recordsOf(bytes: Readable): AsyncGenerator<{ line: number; cells: readonly string[] }> {
  const { delimiter, stream } = await withDelimiter(bytes);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  stream.once('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  try {
    for await (const item of parser) {
      // With `info`, csv-parse hands out { record, info }.
      const { record, info }: { record: string[]; info: { lines: number } } = item;
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FeedRefused(
      `Line ${String(error.lines ?? '?')} is not CSV: ${error.message}. Look for a quote that is not closed.`,
      {
        cause: error,
      },
    );
  }
}

/** Looks at the first line for the delimiter that occurs most in it, and hands the stream on whole. */
async function withDelimiter(bytes: Readable): Promise<{ delimiter: string; stream: Readable }> {
  let head = '';
  const rest = bytes[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  while (!head.includes('\n') && head.length < LONGEST_RECORD) {
    const next = await rest.next();
    if (next.done) break;
    chunks.push(next.value);
    head += Buffer.from(next.value).toString('utf8');
  }
  const [line = ''] = head.split('\n');
  const [delimiter = ','] = DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length);
  async function* whole() {
    yield* chunks;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { delimiter, stream: Readable.from(whole()) };
}
