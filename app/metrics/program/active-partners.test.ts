import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, DEALS_ONLY, type PartnerWords } from '../testing/facts.ts';
import { activePartners } from './active-partners.ts';

const partners: PartnerWords[] = [
  { name: 'Registers' },
  { name: 'Wins' },
  { name: 'Idle' },
  // 2025-04-01 is 90 days before the date.
  { name: 'Just old enough', signed: '2025-04-01' },
  { name: 'Stale' },
  { name: 'Too new', signed: '2025-04-02' },
  { name: 'Left', left: '2025-06-30' },
  { name: 'Undated', signed: null, created: '2020-01-01' },
];
const deals = [
  { sourced: 'Registers', registered: '2025-06-01' },
  { influenced: 'Wins', created: '2024-01-01', won: '2025-04-02' },
  { sourced: 'Stale', registered: '2025-04-01' },
  { sourced: 'Too new', registered: '2025-06-01' },
  { sourced: 'Left', registered: '2025-06-01' },
  { sourced: 'Undated', registered: '2025-06-01' },
];

describe('active partners', () => {
  it('shares those with an event in 90 days among those signed 90 days ago and still here: 2 / 5', () => {
    expect(
      answers(activePartners, account({ partners, deals, mapped: DEALS_ONLY }), '2025-06-30').program,
    ).toMatchObject({
      share: {
        value: 0.4,
        numerator: 2,
        denominator: 5,
        qualifier: 'deals-only',
        excluded: { 'no start date': 1, 'signed less than 90 days ago': 1 },
      },
      active: { value: 2 },
    });
  });

  it('counts what partners do outside deals once it is connected, and then no longer says "deals only"', () => {
    const { program } = answers(
      activePartners,
      account({ partners, deals, tickets: [{ partner: 'Idle', created: '2025-06-02' }], mapped: { training: false } }),
      '2025-06-30',
    );
    expect(program.share).toMatchObject({ value: 0.6, numerator: 3, denominator: 5 });
    expect(program.share?.qualifier).toBeUndefined();
  });

  it('counts only what the published list names', () => {
    const listed = account({
      partners,
      deals,
      tickets: [{ partner: 'Idle', created: '2025-06-02' }],
      settings: { qualifyingEvents: ['registration', 'won-deal'] },
    });
    expect(answers(activePartners, listed, '2025-06-30').program.share).toMatchObject({
      numerator: 2,
      qualifier: 'deals-only',
    });
  });

  it('needs 5 partners', () => {
    const few = account({ partners: partners.slice(0, 4), deals: deals.slice(0, 2) });
    expect(answers(activePartners, few, '2025-06-30').program.share).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
      numerator: 2,
    });
  });

  it('is not set up without a source of start dates', () => {
    const unmapped = account({ partners, deals, mapped: { startDate: false } });
    expect(answers(activePartners, unmapped, '2025-06-30').program.share).toMatchObject({
      state: 'not-set-up',
    });
  });
});
