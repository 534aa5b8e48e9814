import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../app/facts/pack.ts';
import { account, day } from '../../app/metrics/testing/facts.ts';
import { exportResults } from './export-results.ts';
import { exportFormats } from './formats.ts';

const facts = account({
  partners: ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ name, region: name === 'F' ? 'south' : 'north' })),
  deals: [
    { id: '11', sourced: 'A', created: '2025-01-01', won: '2025-05-01', amount: 10 },
    { id: '12', sourced: 'A', created: '2025-01-01', won: '2025-05-01', amount: null },
  ],
});
const lines = (options: Parameters<typeof exportResults>[3]) =>
  exportResults(facts, packFacts(facts), day('2025-06-30'), { metricId: 'sourced-revenue', ...options });

describe('an export of results', () => {
  it('holds segments only where they are asked for', () => {
    expect(lines({}).every(({ segment }) => segment === null)).toBe(true);
    const regions = lines({ withSegments: true }).filter(
      ({ segment, measure }) => segment?.startsWith('region=') && measure === 'revenue-365d',
    );
    expect(regions.map(({ segment, state, value }) => [segment, state, value])).toEqual([
      ['region=north', 'value', 10],
      ['region=south', 'not-enough-data', null],
    ]);
  });

  it('names on request the records behind each number, and those left out with the reason', () => {
    expect(lines({})[0]?.evidence).toBeUndefined();
    const [line] = lines({ withEvidence: true }).filter(
      ({ measure, partnerName }) => measure === 'revenue-365d' && partnerName === 'A',
    );
    expect(line?.evidence).toContain('w365: deal:11');
    expect(line?.evidence).toContain('w365, no amount: deal:12');
  });

  it('has a column for evidence in CSV only where it was asked for', () => {
    expect(exportFormats.csv(lines({})).split('\r\n')[0]).toMatch(/,reason$/);
    expect(exportFormats.csv(lines({ withEvidence: true })).split('\r\n')[0]).toMatch(/,reason,evidence$/);
  });
});
