import { EXPORT_COLUMNS, type ExportLine } from './export-results.ts';

/** How an export is written: one JSON object per line, or CSV with a header. */
export const exportFormats = {
  jsonl: (lines: readonly ExportLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  csv: (lines: readonly ExportLine[]): string => {
    // Evidence is a column only where it was asked for.
    const columns = lines.some(({ evidence }) => evidence !== undefined)
      ? [...EXPORT_COLUMNS, 'evidence' as const]
      : EXPORT_COLUMNS;
    return [columns.join(','), ...lines.map((line) => columns.map((name) => cell(line[name] ?? null)).join(','))]
      .map((row) => `${row}\r\n`)
      .join('');
  },
} as const;

export type ExportFormat = keyof typeof exportFormats;
export const isExportFormat = (text: string): text is ExportFormat => text in exportFormats;

/** Quotes where needed. Text that a spreadsheet would run as a formula is made plain by a leading apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
