/**
 * What is worth a second look in a small programme, worked out by hand for 30 June 2025.
 *
 * Acme registered five deals on 10 June, one of them for Shop, which Bolt registered on the 12th. A registration of Acme ran
 * out on 1 May and the deal had never moved; another had. Bolt registered a deal three days before the end of March and lost
 * it in April; won one two days after it was made, and one after three; was named as the source of a deal a month after its
 * proposal; and won a deal at 200 that stood at 100 until a week before, and at 100 again a month after. Ann of Acme took 20
 * resources on one day. One contact alone answered the three questions of a wave at Bolt.
 * By 30 April only the deadline, and the source named on 1 April, had come to pass.
 *
 * Downloads were heard of last on 15 June and are expected once a week; portal logins were promised and never came. Acme's owner
 * logs mail, Bolt's does not. Tickets may not be read.
 *
 * Of five deals that Acme lost in the year, two went to a competitor. It sells another vendor, and sold one more until March.
 * It won nine of ten sourced deals in the year to June 2024, and one of five in the year after: 1/5 - 9/10 = -0.7, and one
 * against nine is no chance (p = 0.02). Somebody called the risk medium in February and high in May, which holds for 180 days.
 */
import { describe, expect, it } from '@jest/globals';
import type { AccountFacts } from '../../../app/facts/account-facts.ts';
import { displacementRisk } from '../../../app/metrics/health/displacement-risk.ts';
import { gamingPatterns } from '../../../app/metrics/quality/gaming-patterns.ts';
import { integrationGaps } from '../../../app/metrics/quality/integration-gaps.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, type DealWords, day } from '../../../app/metrics/testing/facts.ts';

const JUNE = '2025-06-30';
const acme = (registered: string, rest: DealWords = {}): DealWords => ({ sourced: 'Acme', registered, ...rest });
const bolt = (rest: DealWords): DealWords => ({ sourced: 'Bolt', created: '2025-05-01', ...rest });
const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** The deal stands at half its amount until a week before it is won, and from a month after. */
function raised(facts: AccountFacts, id: string, won: string): AccountFacts {
  const halved = <S extends { readonly amountMinor: number | null }>(span: S): S => ({
    ...span,
    amountMinor: span.amountMinor === null ? null : span.amountMinor / 2,
  });
  const closed = day(won);
  const deals = facts.deals.map((deal) => {
    if (deal.id !== id) return deal;
    const [open, after] = deal.spans;
    if (!open || !after) throw new Error(`${id} was not won`);
    const spans = [
      { ...halved(open), until: closed - 7 },
      { ...open, from: closed - 7 },
      { ...after, until: closed + 30 },
      { ...halved(after), from: closed + 30 },
    ];
    return { ...deal, spans };
  });
  return { ...facts, deals };
}

describe('what is worth a look', () => {
  const world = raised(
    account({
      partners: [{ name: 'Acme' }, { name: 'Bolt' }],
      deals: [
        ...times(4, () => acme('2025-06-10')),
        acme('2025-06-10', { customer: 'Shop' }),
        bolt({ created: '2025-06-12', registered: '2025-06-12', customer: 'Shop' }),
        acme('2025-02-01', { expires: '2025-05-01' }),
        acme('2025-02-01', { expires: '2025-05-01', qualified: '2025-03-01' }),
        bolt({ created: '2025-03-28', registered: '2025-03-28', lost: '2025-04-20' }),
        bolt({ won: '2025-05-03', amount: 10 }),
        bolt({ won: '2025-05-04', amount: 10 }),
        bolt({ created: '2025-02-01', registered: '2025-02-01', proposal: '2025-03-01', creditLearned: '2025-04-01' }),
        bolt({ id: 'raised', created: '2025-01-10', won: '2025-05-20', amount: 200 }),
      ],
      feeds: {
        downloads: times(20, (i) => ({ partner: 'Acme', date: '2025-06-05', resource: `r${i}`, user: 'ann' })),
        'survey-answers': times(3, (i) => ({
          ...{ partner: 'Bolt', date: '2025-06-05', contact: 'c1', survey: 'June', question: `q${i}` },
          ...{ kind: 'satisfaction', score: 5, scale_least: 1, scale_most: 5 },
        })),
      },
    }),
    'raised',
    '2025-05-20',
  );

  it('is found in every list, at the partner that it is of', () => {
    const june = answers(gamingPatterns, world, JUNE);
    expect(june.partner('Acme')).toMatchObject({
      bulk: { value: 5 },
      shared: { value: 1 },
      'expired-untouched': { value: 1, denominator: 2 },
      'crowded-downloads': { value: 20 },
      'lone-answers': { value: 0 },
    });
    expect(june.partner('Bolt')).toMatchObject({
      bulk: { value: 0 },
      shared: { value: 1 },
      'won-at-once': { value: 1, denominator: 3 },
      deadline: { value: 1 },
      'claimed-late': { value: 1 },
      'raised-for-close': { value: 1 },
      'lone-answers': { value: 3 },
    });
    expect(june.program).toMatchObject({ bulk: { value: 5 }, shared: { value: 2 }, 'raised-for-close': { value: 1 } });
  });

  it('is not found before it came to pass', () => {
    const april = Object.entries(answers(gamingPatterns, world, '2025-04-30').program);
    const found = april.filter(([, result]) => result?.state === 'value' && result.value !== 0).map(([name]) => name);
    expect(found).toEqual(['deadline', 'claimed-late']);
  });
});

describe('what is not heard of', () => {
  const world = account({
    partners: [
      { name: 'Acme', owner: 'o1' },
      { name: 'Bolt', owner: 'o2' },
    ],
    settings: { feeds: { downloads: { expectedEveryDays: 7 }, 'portal-logins': { ownerId: 'o1' } } },
    coverage: { downloads: { from: '2025-01-01', to: '2025-06-15' }, 'portal-logins': null },
    loggingOwners: ['o1'],
    mapped: { tickets: false },
  });

  it('is a late feed, one that never came, mail of one owner, and tickets', () => {
    const june = answers(integrationGaps, world, JUNE);
    expect(june.program).toMatchObject({
      'late-feeds': { value: 1, reason: 'downloads' },
      'missing-feeds': { value: 1, reason: 'portal-logins' },
      'unreadable-kinds': { value: 1, reason: 'tickets' },
      'mail-logging': { value: 0.5 },
    });
    expect(june.partner('Bolt')['mail-logged']).toMatchObject({ value: 0 });
    expect(answers(integrationGaps, world, '2025-06-20').program['late-feeds']).toMatchObject({ value: 0 });
  });
});

describe('the competitor of a small programme', () => {
  const won = (sourced: string, on: string): DealWords => ({ sourced, created: '2023-01-01', won: on, amount: 10 });
  const lost = (lostReason: string): DealWords => ({
    sourced: 'Acme',
    created: '2025-01-01',
    lost: '2025-03-01',
    lostReason,
  });
  const world = account({
    partners: [{ name: 'Acme' }, { name: 'Bolt' }],
    deals: [
      ...times(9, () => won('Acme', '2024-01-10')),
      won('Bolt', '2024-01-10'),
      won('Acme', '2025-01-10'),
      ...times(4, () => won('Bolt', '2025-01-10')),
      ...times(2, () => lost('Competitor')),
      ...times(3, () => lost('Price')),
    ],
    feeds: {
      'other-vendors': [
        { partner: 'Acme', vendor: 'Rival', since: '2025-01-01' },
        { partner: 'Acme', vendor: 'Former', since: '2024-01-01', ended: '2025-03-01' },
      ],
      'displacement-risks': [
        { partner: 'Acme', date: '2025-02-01', level: 'medium', reason: 'asked about margins' },
        { partner: 'Acme', date: '2025-05-01', level: 'high', reason: 'their people train elsewhere' },
      ],
    },
  });

  it('shows in three signs, and in what somebody judged', () => {
    const june = answers(displacementRisk, world, JUNE);
    expect(june.partner('Acme')).toMatchObject({
      assessment: { value: 'high' },
      'lost-to-competitors': { numerator: 2, denominator: 5 },
      'other-vendors': { value: 1 },
      'share-change': { value: expect.closeTo(-0.7, 12) },
      evidence: { value: 3, reason: '2 deals lost to a competitor, 1 other vendor, a falling share' },
    });
    expect(june.program['assessed-high']).toMatchObject({ value: 1, denominator: 1 });
    expect(june.partner('Bolt').evidence).toMatchObject({ value: 0 });
  });

  it('was less clear in February, and is a stale judgement in December', () => {
    const february = answers(displacementRisk, world, '2025-02-28').partner('Acme');
    expect(february).toMatchObject({ assessment: { value: 'medium' }, 'other-vendors': { value: 2 } });
    const december = answers(displacementRisk, world, '2025-12-01').partner('Acme');
    expect(december.assessment).toMatchObject({ state: 'stale', since: day('2025-05-01') });
  });
});
