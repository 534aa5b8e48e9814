import { describe, expect, it } from '@jest/globals';
import type { ExportLine } from './export-results.ts';
import { exportFormats } from './formats.ts';

const LINE: ExportLine = {
  catalogue: 27,
  metric: 'sourced-revenue',
  measure: 'revenue-365d',
  role: 'sourced',
  version: 1,
  scope: 'partner',
  partnerId: '7',
  partnerName: '=HYPERLINK("http://x"), "Ltd"',
  segment: null,
  window: 'W365',
  unit: 'money',
  state: 'value',
  qualifier: null,
  value: -0.1234567890123,
  numerator: null,
  denominator: null,
  sample: 3,
  reason: null,
};

describe('an export', () => {
  it('keeps every digit, and unknown stays empty', () => {
    const [, row] = exportFormats.csv([LINE]).split('\r\n');
    expect(row).toContain(',-0.1234567890123,,,3,');
    expect(JSON.parse(exportFormats.jsonl([LINE]))).toEqual(LINE);
  });

  it('never holds text that a spreadsheet would run', () => {
    expect(exportFormats.csv([LINE])).toContain(`"'=HYPERLINK(""http://x""), ""Ltd"""`);
  });
});
