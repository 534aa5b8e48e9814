import { describe, expect, it } from '@jest/globals';
import type { DealModel } from '../compute/models.ts';
import { presentDeal } from './deal-card.ts';

const view = { currency: 'EUR', timeZone: 'UTC', asOfDay: 20_000, computedMs: 0, syncedMs: 0 };
const clock = { nowMs: 0, syncIntervalMs: 600_000 };
const open: DealModel = {
  kind: 'deal',
  dealId: '1',
  parties: [],
  conflict: null,
  state: 'open',
  stageLabel: 'Proposal',
  stageDay: 19_990,
  registeredDay: null,
  stageMedianDays: null,
  closeDay: null,
};
const suggestion = { id: '7', name: 'Twin', market: 'COMPUTER_SOFTWARE, DE, 50-249', won: 2, lost: 1, openDeals: 0 };

describe('a deal without a partner', () => {
  it('names partners that won with such customers before, with what speaks for each and what against', () => {
    const suggestions = [
      { ...suggestion, isBusy: false, band: 'healthy' as const },
      {
        ...suggestion,
        id: '8',
        name: 'Swamped',
        market: 'Retail, USA',
        won: 1,
        lost: 0,
        openDeals: 6,
        isBusy: true,
        band: null,
      },
      { ...suggestion, id: '9', name: 'One', openDeals: 1, isBusy: false, band: 'not-enough-data' as const },
    ];
    expect(presentDeal({ ...open, suggestions }, null, view, clock, 'en-US')).toMatchObject({
      state: 'no-partner',
      suggestions: [
        {
          partner: { recordId: '7', name: 'Twin' },
          reason:
            'Won 2 of 3 decided deals with customers in Computer software, DE, 50-249. Nothing open now: room for more.',
          band: { word: 'Healthy' },
        },
        {
          partner: { recordId: '8', name: 'Swamped' },
          reason: 'Won 1 of 1 decided deal with customers in Retail, USA. 6 open deals, so it is busy.',
          band: null,
        },
        { reason: expect.stringContaining('1 open deal: room for more.'), band: { word: 'Not enough data' } },
      ],
    });
  });

  it('says that nobody is named where nobody fits', () => {
    expect(presentDeal(open, null, view, clock, undefined)).toMatchObject({
      state: 'no-partner',
      sentence: 'No partner is named on this deal.',
      suggestions: [],
    });
  });
});
