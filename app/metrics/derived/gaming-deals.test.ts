import { describe, expect, it } from '@jest/globals';
import { AMOUNT_OK, type DealFact, type DealSpan } from '../../facts/deal.ts';
import { FOREVER } from '../../kit/days.ts';
import { account, type DealWords, day } from '../testing/facts.ts';
import { isClaimedLate, isDeadlineOnly, isRaisedForClose, isUntouched } from './gaming-deals.ts';

const facts = (words: DealWords) => account({ partners: [{ name: 'Acme' }], deals: [words] });
const deal = (words: DealWords) => facts(words).deals[0];
const AS_OF = day('2025-06-30');

describe('a registration before a deadline', () => {
  it.each([
    ['2025-03-25', '2025-05-01', true],
    ['2025-03-24', '2025-05-01', false],
    ['2025-03-31', '2025-06-29', true],
    ['2025-03-31', '2025-06-30', false],
  ])('made on %s and lost on %s: %s', (registered, lost, isMeant) => {
    expect(isDeadlineOnly(day(registered), day(lost), facts({}))).toBe(isMeant);
  });

  it('follows the fiscal quarters of the account', () => {
    const fiscal = account({ settings: { fiscalYearStartMonth: 2 } });
    expect(isDeadlineOnly(day('2025-03-31'), day('2025-05-01'), fiscal)).toBe(false);
    expect(isDeadlineOnly(day('2025-04-30'), day('2025-05-10'), fiscal)).toBe(true);
  });
});

describe('a registration that ran out', () => {
  const words = { sourced: 'Acme', registered: '2025-01-01', expires: '2025-04-01' };
  it('is untouched when its deal never moved until then', () => {
    const expired = (more: DealWords) => isUntouched(deal({ ...words, ...more }), day('2025-04-01'));
    expect(expired({})).toBe(true);
    expect(expired({ qualified: '2025-04-01' })).toBe(false);
    expect(expired({ qualified: '2025-04-02' })).toBe(true);
  });
});

describe('a source that was named late', () => {
  const words = { sourced: 'Acme', created: '2025-02-01', proposal: '2025-03-01' };
  const late = (creditLearned: string, asOf = AS_OF) => {
    const told = facts({ ...words, creditLearned });
    return isClaimedLate(told.deals[0], 0, { facts: told, asOf });
  };
  it('came after the proposal', () => {
    expect([late('2025-03-02'), late('2025-03-01')]).toEqual([true, false]);
  });
  it('is not known before it was named, nor where it stood at our first look', () => {
    expect([late('2025-03-02', day('2025-03-01')), late('2025-01-01')]).toEqual([false, false]);
  });
});

describe('an amount that rose for the close', () => {
  const spans = (...amounts: [string, number][]): DealFact | undefined => {
    const base = deal({ sourced: 'Acme', created: '2025-01-01', amount: 1 });
    const [span] = base?.spans ?? [];
    if (!base || !span) return undefined;
    const told = amounts.map(
      ([from, amountMinor], i): DealSpan => ({
        ...span,
        from: day(from),
        until: amounts[i + 1] ? day(amounts[i + 1]?.[0] ?? '') : FOREVER,
        amountMinor,
        amountState: AMOUNT_OK,
      }),
    );
    return { ...base, spans: told };
  };
  const raised = (...amounts: [string, number][]) =>
    isRaisedForClose(spans(...amounts), day('2025-03-31'), { asOf: AS_OF });
  it('and fell after it', () => {
    expect(raised(['2025-01-01', 100], ['2025-03-25', 120], ['2025-04-20', 90])).toBe(true);
  });
  it('is no pattern while it stays, or rose long before, or fell a little', () => {
    expect(raised(['2025-01-01', 100], ['2025-03-25', 120])).toBe(false);
    expect(raised(['2025-01-01', 100], ['2025-03-01', 120], ['2025-04-20', 90])).toBe(false);
    expect(raised(['2025-01-01', 100], ['2025-03-25', 120], ['2025-04-20', 110])).toBe(false);
  });
});
