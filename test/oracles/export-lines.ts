/** Reads the product's export (JSON lines) the way an outsider would: by the documented fields and nothing else. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ExportLine = z.object({
  catalogue: z.number(),
  measure: z.string(),
  scope: z.enum(['partner', 'program']),
  partnerName: z.string().nullable(),
  segment: z.string().nullable(),
  window: z.string(),
  state: z.string(),
  value: z.union([z.number(), z.string()]).nullable(),
});
export type ExportLine = z.infer<typeof ExportLine>;

/** @throws with the line's number when a line is not what the export promises. */
export function readExport(file: string): ExportLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const parsed = ExportLine.safeParse(JSON.parse(line));
      if (parsed.success) return [parsed.data];
      throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(parsed.error)}`);
    });
}

/** Which number of the export is meant. */
export interface Wanted {
  readonly catalogue: number;
  readonly measure: string;
  readonly scope: 'partner' | 'program';
  readonly window: string;
}

export type Found =
  | { readonly kind: 'value'; readonly value: number }
  /** The product says that there is no number, and which state it is in. */
  | { readonly kind: 'state'; readonly state: string }
  /** No line, or more than one, answers to the description. */
  | { readonly kind: 'unclear'; readonly count: number };

/** @param among the lines of one partner, or all for a number of the programme */
export function find(among: readonly ExportLine[], { catalogue, measure, scope, window }: Wanted): Found {
  const lines = among.filter(
    (line) =>
      line.catalogue === catalogue &&
      line.measure === measure &&
      line.scope === scope &&
      line.window === window &&
      line.segment === null,
  );
  const [line] = lines;
  if (line === undefined || lines.length > 1) return { kind: 'unclear', count: lines.length };
  return line.state === 'value' && typeof line.value === 'number'
    ? { kind: 'value', value: line.value }
    : { kind: 'state', state: line.state };
}
