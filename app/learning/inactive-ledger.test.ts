import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { interpretPartner } from '../metrics/interpret.ts';
import { account, day } from '../metrics/testing/facts.ts';
import { inactiveLedger } from './inactive-ledger.ts';

const facts = account({
  partners: ['Never', 'Acme', 'Awake', 'Bolt'].map((name) => ({ name, signed: '2023-01-01' })),
  deals: [
    { sourced: 'Acme', created: '2024-01-01', won: '2024-03-01', amount: 600 },
    { sourced: 'Acme', created: '2024-01-01', won: '2024-04-01', amount: 600 },
  ],
  tickets: [
    { partner: 'Awake', created: '2025-06-01' },
    { partner: 'Bolt', created: '2024-06-01' },
  ],
  feeds: { 'inactivity-reasons': [{ partner: 'Bolt', date: '2025-01-01', reason: 'no-time' }] },
});
const packed = packFacts(facts);
const ledger = inactiveLedger(
  facts.partners.map((partner, index) => ({
    partner,
    said: (id, measure) => {
      const metric = CATALOGUE.find(({ meta }) => meta.id === id);
      return metric && interpretPartner(metric, facts, packed, index, day('2025-06-30'))?.[measure];
    },
  })),
);

describe('the ledger of inactive partners', () => {
  it('lists them with the dearest silence first, then the longest', () => {
    expect(ledger.map(({ name }) => name)).toEqual(['Acme', 'Never', 'Bolt']);
  });

  it('says since when, after what, why, and what it cost', () => {
    // 2024-04-01 to 2025-06-30 are 455 days; 1,200 a year are 100 a month, for 12 months.
    expect(ledger[0]).toMatchObject({
      daysInactive: 455,
      lastEvent: { value: 'won-deal' },
      reason: { state: 'not-enough-data' },
      estimatedLoss: { value: 120_000 },
    });
    expect(ledger[1]).toMatchObject({ lastEvent: { state: 'not-enough-data' }, estimatedLoss: { have: 0, need: 2 } });
    expect(ledger[2]).toMatchObject({
      daysInactive: 394,
      lastEvent: { value: 'ticket' },
      reason: { value: 'no-time' },
    });
  });

  it('says of what was not computed that it was not', () => {
    const [acme] = facts.partners.slice(1, 2);
    const one = { state: 'value', value: 1 } as const;
    const bare = inactiveLedger(
      acme ? [{ partner: acme, said: (id) => (id === 'inactive-partners' ? one : undefined) }] : [],
    );
    expect(bare).toMatchObject([{ estimatedLoss: { state: 'not-applicable' }, daysInactive: 1 }]);
  });
});
