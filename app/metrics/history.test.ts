import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { CATALOGUE } from './catalogue.generated.ts';
import { historyOf } from './history.ts';
import { account, day } from './testing/facts.ts';

const facts = account({
  partners: [{ name: 'Acme', signed: '2024-01-01' }],
  deals: [{ sourced: 'Acme', created: '2024-06-01', won: '2024-09-10', amount: 100 }],
  coverage: { 'portal-logins': { from: '2025-03-01', to: '2025-06-30' } },
});
const history = (metric: string) =>
  historyOf(
    CATALOGUE.filter(({ meta }) => meta.id === metric),
    facts,
    packFacts(facts),
    0,
    day('2025-06-30'),
  );

describe('history', () => {
  it('has 24 month ends and the date itself on the day of install', () => {
    const points = history('sourced-revenue').get('sourced-revenue/revenue-365d') ?? [];
    expect(points).toHaveLength(25);
    const known = points.map(({ result }) => (result.state === 'value' ? result.value : result.state));
    // Won on 10 September 2024: 0 at the end of August, 100 from the end of September on.
    expect(known.slice(13, 17)).toEqual([0, 0, 10_000, 10_000]);
  });

  it('tells points before the first sync from those that were observed', () => {
    // The first sync of a written account is on 1 January 2025.
    const points = history('sourced-revenue').get('sourced-revenue/revenue-365d') ?? [];
    expect(points.map(({ provenance }) => provenance.known)).toEqual([
      ...new Array(19).fill('reconstructed'),
      ...new Array(6).fill('observed'),
    ]);
  });

  it('says why a point cannot be had', () => {
    const points = [...history('portal-login-frequency').values()][0] ?? [];
    expect(points[0]?.provenance).toMatchObject({ known: 'unavailable', reason: expect.stringContaining('The feed') });
    expect(points.at(-1)?.provenance).toEqual({ known: 'observed' });
  });
});
