import { describe, expect, it } from '@jest/globals';
import { leadTable } from '../derived/lead-table.ts';
import { answers } from '../testing/answers.ts';
import { account, day } from '../testing/facts.ts';
import { leadSources } from './lead-sources.ts';

const partners = [
  { name: 'Acme', type: 'reseller' },
  { name: 'Bolt', type: null },
];
const leads = [
  { partner: 'Acme', created: '2025-06-30', origin: 'form' },
  { partner: 'Acme', created: '2025-05-01', origin: 'form', won: '2025-06-30', amount: 10 },
  { partner: 'Acme', created: '2025-05-02', origin: 'form', won: '2025-07-01', amount: 99 },
  { partner: 'Acme', created: '2024-07-01', origin: 'event', qualified: '2024-08-01' },
  { partner: 'Acme', created: '2025-05-03', origin: 'event' },
  { partner: 'Acme', created: '2025-05-04' },
  { partner: 'Bolt', created: '2025-05-05', origin: 'event' },
  { created: '2025-05-06', origin: 'web' },
  { partner: 'Acme', created: '2024-06-30', origin: 'mail' },
];
const facts = account({ partners, leads });

describe('lead sources', () => {
  it('names the most frequent origin: 3 of 5 of known origin, with what was won by the date', () => {
    expect(answers(leadSources, facts, '2025-06-30').partner('Acme')).toMatchObject({
      'top-origin': { value: 'form', sample: 5, excluded: { 'origin unknown': 1 } },
      'top-share': { value: 0.6, numerator: 3, denominator: 5 },
      'top-value': { value: 1000 },
      unknown: { value: 1 / 6 },
      origins: { value: 2 },
    });
  });

  it('takes the first by name where two are as frequent', () => {
    expect(answers(leadSources, facts, '2025-06-30').program['top-origin']).toMatchObject({
      value: 'event',
      sample: 6,
    });
  });

  it('needs 5 leads of known origin', () => {
    expect(answers(leadSources, facts, '2025-06-30').partner('Bolt')).toMatchObject({
      'top-origin': { state: 'not-enough-data', have: 1, need: 5 },
      origins: { value: 1 },
    });
  });

  it('has tables by partner and by type of partner', () => {
    const typeOf = ({ partner }: { partner: number | null }) =>
      partner === null ? null : (facts.partners[partner]?.type ?? null);
    const byType = leadTable(facts.leads, typeOf, day('2025-06-30'));
    expect(byType).toEqual([
      { key: 'reseller', leads: 7, share: 7 / 9, qualified: 1, won: 1, valueMinor: 1000 },
      { key: null, leads: 2, share: 2 / 9, qualified: 0, won: 0, valueMinor: 0 },
    ]);
    const nameOf = ({ partner }: { partner: number | null }) =>
      partner === null ? null : (facts.partners[partner]?.name ?? null);
    const byPartner = leadTable(facts.leads, nameOf, day('2025-06-30'));
    expect(byPartner.map(({ key, leads: count }) => [key, count])).toEqual([
      ['Acme', 7],
      ['Bolt', 1],
      [null, 1],
    ]);
  });
});
