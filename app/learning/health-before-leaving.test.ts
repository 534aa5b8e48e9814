import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { healthOfPartners } from '../health/health.ts';
import { formatDay, weekEnd } from '../kit/days.ts';
import { CATALOGUE } from '../metrics/catalogue.generated.ts';
import { type AccountWords, account, type DealWords, day, type PartnerWords } from '../metrics/testing/facts.ts';
import { DAYS_BEFORE, healthBeforeLeaving } from './health-before-leaving.ts';

const TODAY = '2025-06-30';

/** A registration on the first of every month, from one month to another, each won two weeks later. */
const busy = (name: string, from: string, to: string): DealWords[] => {
  const deals: DealWords[] = [];
  for (let at = day(from); at <= day(to); at += 30) {
    deals.push({ sourced: name, registered: formatDay(at), won: formatDay(at + 14), amount: 1000 });
  }
  return deals;
};

/** Six partners at work all the time, and Gone, whose deals stopped on 1 October and that left on 30 June. */
const partners: readonly PartnerWords[] = [
  ...Array.from({ length: 6 }, (_, at) => ({ name: `Stays ${at}`, signed: '2022-01-01' })),
  { name: 'Gone', signed: '2022-01-01', left: '2025-06-30', cause: 'competitor', endedBy: 'partner' },
];
const deals = [
  ...Array.from({ length: 6 }, (_, at) => busy(`Stays ${at}`, '2022-02-01', '2025-06-01')).flat(),
  ...busy('Gone', '2022-02-01', '2024-10-01'),
];
const ask = (words: AccountWords = {}, date = TODAY) =>
  healthBeforeLeaving(account({ partners, deals, ...words }), CATALOGUE, day(date));

describe('health of the partners that left', () => {
  const said = ask();

  it('was good while Gone worked, and at risk once it had stopped: 360 days before it left, and 90', () => {
    const [gone] = said?.leavers ?? [];
    expect(gone).toMatchObject({ name: 'Gone', end: { cause: 'competitor', decidedBy: 'partner' } });
    // 30 June 2025 less 360, 270, 180 and 90 days, each taken back to a Sunday.
    expect(gone?.points.map(({ asOf }) => formatDay(asOf))).toEqual([
      '2024-06-30',
      '2024-09-29',
      '2024-12-29',
      '2025-03-30',
    ]);
    expect(gone?.points.map(({ band }) => band)).toEqual(['healthy', 'healthy', 'watch', 'at-risk']);
    expect(said?.before.map(({ bands }) => bands['at-risk'])).toEqual([0, 0, 0, 1]);
  });

  it('stands beside those that stayed, on the same days', () => {
    expect(said?.before.map(({ stayedAtRisk }) => stayedAtRisk)).toEqual([0, 0, 0, 0]);
    const nobody = ask({ partners: partners.slice(-1), deals: busy('Gone', '2022-02-01', '2024-10-01') });
    expect(nobody?.before.map(({ stayedAtRisk }) => stayedAtRisk)).toEqual([null, null, null, null]);
  });

  it('is the health that the partner had on that day, band and all', () => {
    const facts = account({ partners, deals });
    for (const [at, daysBefore] of DAYS_BEFORE.entries()) {
      const date = weekEnd(day(TODAY) - daysBefore);
      const then = healthOfPartners(facts, packFacts(facts, 'known'), CATALOGUE, date).at(-1);
      expect(said?.leavers[0]?.points[at]).toEqual(then?.point);
    }
  });

  it('does not see what was entered later: deals learned of after it had left change nothing', () => {
    const late = busy('Gone', '2024-11-01', '2025-06-01').map((deal) => ({ ...deal, creditLearned: '2025-07-15' }));
    expect(ask({ deals: [...deals, ...late] })?.leavers).toEqual(said?.leavers);
  });

  it('says what is not known: a partner that signed 100 days before it left has a point of its time as a new one', () => {
    const short = { name: 'Short', signed: '2025-03-20', left: '2025-06-28' };
    const told = ask({ partners: [...partners, short] });
    expect(told?.leavers.map(({ name }) => name)).toEqual(['Gone', 'Short']);
    expect(told?.leavers[1]?.points.map(({ state }) => state)).toEqual(['not-yet', 'not-yet', 'not-yet', 'new']);
    expect(told?.before.map(({ unknown }) => unknown)).toEqual([1, 1, 1, 1]);
  });

  it('covers those that left in the last 365 days, to the day', () => {
    expect(ask({}, '2025-06-29')).toBeNull();
    expect(ask({}, '2026-06-29')?.leavers).toHaveLength(1);
    expect(ask({}, '2026-06-30')).toBeNull();
  });
});
