import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { account, type DealWords, day } from '../metrics/testing/facts.ts';
import { leadingRelations } from './leading-relations.ts';

const QUARTERS = ['2024-01', '2024-04', '2024-07', '2024-10', '2025-01', '2025-04'];
const PARTNERS = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];

/** In every quarter partner n registers n deals in the second month; those of a quarter are won for 10 each in the next. */
const deals = PARTNERS.flatMap((sourced, n) =>
  QUARTERS.slice(0, -1).flatMap((quarter, q) =>
    Array.from({ length: n + 1 }, (): DealWords => {
      const registered = `${quarter}-20`;
      return { sourced, created: registered, registered, won: `${QUARTERS[q + 1]}-25`, amount: 10 };
    }),
  ),
);
const partners = PARTNERS.map((name) => ({ name, signed: '2024-01-01' }));
const settings = {
  metrics: {
    'registration-velocity': { isActive: true },
    pipeline: { isActive: false },
    'engagement-state': { isActive: false },
  },
};
const relations = (date: string, words = {}) => {
  const facts = account({ partners, deals, settings, ...words });
  return leadingRelations(facts, packFacts(facts), CATALOGUE, day(date));
};

describe('the relations of the active leading metrics with sourced revenue', () => {
  it('come from what partners did at past quarter ends and what was won so many days later', () => {
    const asked = relations('2025-06-30');
    const velocity = asked.find(({ metric, measure }) => metric === 'registration-velocity' && measure === 'per-30d');
    // Five quarters of eight partners; partner n registers n and wins 10 n. The top third is 6 to 8, the bottom one 1 to 3.
    expect(velocity?.relation).toEqual({ kind: 'relation', pairs: 40, correlation: 1, topToBottom: 70 / 20 });
    expect(new Set(asked.map(({ metric }) => metric))).toEqual(new Set(['registration-velocity']));
  });

  it('do not look at quarters before a partner signed, nor say anything from too few', () => {
    const young = PARTNERS.map((name) => ({ name, signed: '2024-12-01' }));
    // Complete quarters since: that to 2025-03-31 and that to 2025-06-30, of eight partners.
    for (const { relation } of relations('2025-06-30', { partners: young })) {
      expect(relation.kind).toBe('not-enough-history');
    }
  });

  it('see a fall of the programme that revenue has not followed yet', () => {
    const fewer = deals.filter(({ registered = '' }) => registered < '2025-01-01');
    const [watched] = relations('2025-03-31', { deals: fewer }).filter(({ measure }) => measure === 'per-30d');
    expect(watched?.watch).toMatchObject({ kind: 'leading-down-lagging-stable' });
  });
});
