import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { CATALOGUE } from './catalogue.generated.ts';
import { stallPoint } from './efficiency/stall-point.ts';
import { explain } from './explain.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import { inconsistentTagging } from './quality/inconsistent-tagging.ts';
import { account, type DealWords, day } from './testing/facts.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { id: '11', sourced: 'Acme', created: '2025-01-01', won: '2025-05-01', amount: 10 },
    { id: '12', sourced: 'Acme', created: '2025-01-01', won: '2025-05-01', amount: null },
    { id: '13', sourced: 'Acme', created: '2025-01-01', won: '2025-07-01', amount: 10 },
    { id: '14', sourced: 'Bolt', created: '2025-01-01', won: '2025-05-01', amount: 10 },
    ...times(4, { created: '2025-05-01', proposal: '2025-05-02', won: '2025-05-12' }),
    { id: '20', sourced: 'Bolt', created: '2025-05-01', proposal: '2025-05-20' },
  ],
  findings: [{ kind: 'conflict-two-sourced-partners', day: '2025-05-01', deal: '31', partners: ['Acme', 'Bolt'] }],
});
const packed = packFacts(facts);
const asOf = day('2025-06-30');

describe('explain', () => {
  it('names the deals that a number counts, and those left out with the reason', () => {
    const w90 = explain(sourcedRevenue, facts, packed, 0, asOf).find(({ name }) => name === 'w90');
    expect(w90).toEqual({
      name: 'w90',
      over: 'partner',
      records: [{ type: 'deal', id: '11' }],
      excluded: [{ reason: 'no amount', records: [{ type: 'deal', id: '12' }] }],
    });
  });

  it('names the deals that a metric picks out of its folds', () => {
    const stalled = explain(stallPoint, facts, packed, 1, asOf).find(({ over }) => over === 'list');
    expect(stalled?.records).toEqual([{ type: 'deal', id: '20' }]);
  });

  it('names the record of a finding once for the programme', () => {
    const [found] = explain(inconsistentTagging, facts, packed, null, asOf).filter(({ records }) => records.length > 0);
    expect(found).toMatchObject({ name: 'twoSourced', records: [{ type: 'deal', id: '31' }] });
  });

  it('has an answer for every metric and subject, and none where the account has not mapped what is needed', () => {
    for (const metric of CATALOGUE) {
      for (const subject of [0, 1, null]) {
        expect(() => explain(metric, facts, packed, subject, asOf)).not.toThrow();
        if (metric.meta.needs.length === 0) continue;
        const without = Object.fromEntries(metric.meta.needs.map((need) => [need, false]));
        const unmapped = { ...facts, mapped: { ...facts.mapped, ...without } };
        expect(explain(metric, unmapped, packed, subject, asOf)).toEqual([]);
      }
    }
  });
});
