import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDay } from '../kit/days.ts';
import { coverageOf } from './coverage.ts';
import { FEED_KINDS, FEEDS } from './feeds.ts';
import { columnsOf, headerProblem, type Resolve, readRow } from './read-row.ts';

const day = (text: string) => parseDay(text) ?? Number.NaN;
const reading = { currency: 'EUR', today: day('2026-06-30') };
const resolve: Resolve = (reference) =>
  reference === 'acme.example' || reference === '7' ? { companyId: '7' } : { problem: 'is nobody' };

const cost = (cells: Record<string, string>) =>
  readRow(
    'programme-costs',
    { month: '2026-03', category: 'people', channel: 'partner', amount: '1', ...cells },
    reading,
    resolve,
  );
const login = (cells: Record<string, string>) =>
  readRow('portal-logins', { partner: '7', date: '2026-06-01', user: 'u', ...cells }, reading, resolve);

describe('a row of a feed', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026/3/1', '2026-03-01'],
    ['31.03.2026', '2026-03-31'],
    ['2026-03-31T23:30:00Z', '2026-03-31'],
  ])('reads the date %s as %s', (text, date) => expect(login({ date: text })).toMatchObject({ day: day(date) }));

  it.each([
    ['03/04/2026', 'nobody can tell the day from the month'],
    ['2026-02-30', 'is no date here'],
    ['2099-01-01', 'lies in the future'],
    ['', 'is empty'],
  ])('refuses the date "%s" because it %s', (text, reason) => {
    expect(login({ date: text })).toEqual([{ column: 'date', reason: expect.stringContaining(reason) }]);
  });

  it('takes a date in the future where the column is about what is to come', () => {
    const row = { partner: '7', enrolled: '2026-06-01', user: 'u', course: 'c', due: '2027-01-01' };
    expect(readRow('training', row, reading, resolve)).toMatchObject({ values: { due: day('2027-01-01') } });
  });

  it.each([
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['1.234,50', 123_450],
    ['1 234,5', 123_450],
    ['1’234.50', 123_450],
    ['1,234,567', 123_456_700],
    ['12,5', 1_250],
    ['0', 0],
  ])('reads the amount %s as %d cents', (text, cents) => {
    expect(cost({ amount: text })).toMatchObject({ values: { amount: cents } });
  });

  it.each([
    ['1,234', 'can mean two numbers'],
    ['-5', 'is below 0'],
    ['EUR 5', 'is no number'],
    ['1e3x', 'is no number'],
  ])('refuses the amount %s because it %s', (text, reason) => {
    expect(cost({ amount: text })).toEqual([{ column: 'amount', reason: expect.stringContaining(reason) }]);
  });

  it('dates a month by its first day, whichever day the file names', () => {
    expect([cost({ month: '2026-03' }), cost({ month: '2026-03-31' })]).toMatchObject([
      { day: day('2026-03-01'), key: '|20513|people|partner' },
      { day: day('2026-03-01'), key: '|20513|people|partner' },
    ]);
  });

  it('finds a company by its domain as by its id, so that both are the same row', () => {
    const [byDomain, byId] = [login({ partner: 'acme.example' }), login({})];
    expect(byDomain).toEqual(byId);
    expect(login({ partner: 'other' })).toEqual([{ column: 'partner', reason: 'is nobody' }]);
  });

  it('tells every cell that is wrong, not only the first', () => {
    expect(cost({ month: 'March', category: 'rent', amount: 'x' })).toHaveLength(3);
  });

  it('takes choices as people write them', () => {
    const row = { partner: '7', date: '2026-06-01', reason: 'Moved to competitor' };
    expect(readRow('inactivity-reasons', row, reading, resolve)).toMatchObject({
      values: { reason: 'moved-to-competitor' },
    });
  });

  it('refuses an answer that is not on its scale', () => {
    const answer = (score: string) =>
      readRow(
        'survey-answers',
        {
          partner: '7',
          date: '2026-06-01',
          contact: 'c',
          survey: 's',
          question: 'q',
          kind: 'satisfaction',
          score,
          scale_least: '1',
          scale_most: '5',
        },
        reading,
        resolve,
      );
    expect(answer('6')).toEqual([{ column: 'score', reason: '6 is not on the scale from 1 to 5' }]);
    expect(answer('')).toMatchObject({ values: { score: null } });
  });

  it('is never taken half: any text gives a whole row or problems', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FEED_KINDS), fc.infiniteStream(fc.string()), (kind, texts) => {
        const { required, optional } = columnsOf(kind);
        const cells = Object.fromEntries([...required, ...optional].map((name) => [name, texts.next().value]));
        const read = readRow(kind, cells, reading, resolve);
        if ('key' in read) expect(Object.keys(read.values).sort()).toEqual(Object.keys(FEEDS[kind].columns).sort());
        else expect(read.length).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('a header', () => {
  it('that lacks a column is told which, what it has, and what it may have', () => {
    expect(headerProblem('mdf', ['partner', 'datum', 'amount'])).toBe(
      'The feed "mdf" needs the columns date, movement; the header has partner, datum, amount. ' +
        'Columns are partner, date, movement, amount, and if you have them reference.',
    );
  });

  it('may have its columns in any order and more of them', () => {
    expect(headerProblem('portal-logins', ['user', 'x', 'date', 'partner'])).toBeNull();
  });
});

describe('coverage', () => {
  it('joins periods that touch or overlap, and keeps gaps', () => {
    const one = (from: number, to: number) => ({ kind: 'downloads', from, to, receivedDay: to + 1 }) as const;
    expect(coverageOf([one(20, 29), one(1, 10), one(11, 12), one(25, 40)])).toEqual({
      downloads: {
        covered: [
          { from: 1, to: 12 },
          { from: 20, to: 40 },
        ],
        lastReceivedDay: 41,
      },
    });
  });
});
