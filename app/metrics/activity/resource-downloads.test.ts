import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { resourceDownloads } from './resource-downloads.ts';

const opened = (partner: string, date: string, resource: string) => ({ partner, date, resource });
const words = {
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name })),
  feeds: {
    downloads: [
      opened('Acme', '2025-06-30', 'price list'),
      opened('Acme', '2025-06-01', 'price list'),
      opened('Acme', '2025-04-02', 'deck'),
      opened('Acme', '2025-04-01', 'too early'),
      opened('Bolt', '2025-06-01', 'deck'),
    ],
  },
};
const asked = answers(resourceDownloads, account(words), '2025-06-30');

describe('resource downloads', () => {
  it('counts each resource once: two openings of the price list and one of the deck are 2', () => {
    expect(asked.partner('Acme')['resources-90d']).toMatchObject({ value: 2, sample: 3 });
    expect(asked.partner('Cord')['resources-90d']).toMatchObject({ value: 0 });
  });

  it('counts for the programme what anybody opened, and who did: 2 resources, 2 of 5 partners', () => {
    expect(asked.program).toMatchObject({ 'resources-90d': { value: 2 }, 'partners-90d': { value: 0.4 } });
  });

  it('says since when it knows nothing new, instead of zero', () => {
    // Downloads are expected daily: 28 May is 33 days before.
    const coverage = { downloads: { from: '2020-01-01', to: '2025-05-28' } };
    const stale = answers(resourceDownloads, account({ ...words, coverage }), '2025-06-30');
    expect(stale.partner('Cord')['resources-90d']).toMatchObject({ state: 'stale' });
  });
});
