import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';
import type { Lessons } from '../../app/learning/lessons.ts';
import { learned, noLessons } from '../../test/cards/fixtures/lessons.ts';
import { lessonSections } from './programme-lessons.ts';

const voice = { f: createFormatter({ locale: 'en-US', timeZone: 'UTC' }), currency: 'EUR' };
const OWNERS = new Map([['71', { id: '71', name: 'Ana Ruiz' }]]);

const sections = (more: Partial<Lessons> = {}) => lessonSections({ ...learned, ...more }, OWNERS, voice);
const section = (key: string, more?: Partial<Lessons>) => sections(more).find((one) => one.key === key);
/** Partners of a cell by name, then its text. */
const textsOf = (key: string) =>
  section(key)?.rows.map((cells) =>
    cells.map(({ text, partners }) =>
      [...partners.map(({ name }) => name), text].filter((part) => part !== '').join(' | '),
    ),
  );

describe('what the programme can learn, in words', () => {
  it('says of everything that is not known what is missing, and draws no table', () => {
    expect(noLessons.map(({ key }) => key)).toEqual([
      'go-to',
      'traits',
      'relations',
      'departures',
      'enhancements',
      'rewards',
      'commissions',
    ]);
    for (const { rows, emptyText, noteText } of noLessons) {
      expect(rows).toEqual([]);
      expect(emptyText).toMatch(/\w/);
      expect(noteText).toBeNull();
    }
  });

  it('has as many cells in a row as columns', () => {
    expect(sections()).toHaveLength(10);
    for (const { rows, columns } of sections()) {
      expect(rows.length).toBeGreaterThan(0);
      for (const cells of rows) expect(cells).toHaveLength(columns.length);
    }
  });

  it('names the partner of a market, and says where somebody is to be recruited', () => {
    expect(textsOf('go-to')).toEqual([
      ['DE, Retail, 1-9', '9 of 20', 'Contoso Consulting | 4 of 5'],
      ['FR, Financial services, 50-249', '2 of 3', 'Nobody has shown it yet: recruit here'],
    ]);
    expect(section('go-to')?.rows[0]?.[2]?.partners).toEqual([{ recordId: '902', name: 'Contoso Consulting' }]);
    expect(section('go-to')?.noteText).toBe('The 2 markets with most won deals, of 12.');
  });

  it('says how likely a trait is chance, and how partners without revenue fit', () => {
    expect(textsOf('traits')).toEqual([
      ['Type: reseller', '5 of 9', '2.2 times as often', '4%', 'Contoso Consulting | Fabrikam Partners'],
    ]);
    expect(section('traits')?.noteText).toContain('no more frequent there: Tier: bronze.');
    expect(textsOf('fits')).toEqual([['Tailspin Systems', '50%', 'Type: reseller', 'Country: DE (not known)']]);
  });

  it('gives every relation its sample, and says what the programme\u2019s own quarters show', () => {
    expect(textsOf('relations')?.map(([, ...cells]) => cells)).toEqual([
      [
        '48 partner-quarters',
        'Clearly (0.61)',
        '3.4 times the revenue',
        'Fell, and revenue did not follow by Mar 31, 2026: the relation may no longer hold',
      ],
      ['Not enough data (12 of 30)', '', '', '2 of 4 quarters'],
    ]);
    expect(textsOf('relations')?.[0]?.[0]).toBe('Registrations per 30 days, 90 days ahead');
  });

  it('says where partners that left stood before, beside those that stayed, and leaves out what was never worked out', () => {
    expect(textsOf('departures')?.[3]).toEqual(['90 days', '4 (67%)', '2 (33%)', '0 (0%)', '1', '12%']);
    expect(textsOf('leavers')).toEqual([
      [
        ...['Wingtip Toys', 'Mar 31, 2026', 'Went to a competitor'],
        ...['Not signed yet', 'New partner', 'Watch, 41', 'Not enough data'],
      ],
    ]);
    expect(section('leavers')?.columns.at(-1)?.label).toBe('90 days before');
    expect(section('leavers')?.noteText).toMatch(/^The last 1 to leave, of 7\. Of days before the first sync/);
    const { departures: _, ...older } = learned;
    expect(lessonSections(older, OWNERS, voice).map(({ key }) => key)).not.toContain('departures');
  });

  it('gives no share of fewer than 5 partners that left', () => {
    const bands = { 'at-risk': 2, watch: 1, healthy: 1 };
    const before = [{ daysBefore: 90, bands, unknown: 0, stayedAtRisk: null }];
    const [row] = section('departures', { departures: { before, leavers: [], count: 4 } })?.rows ?? [];
    expect(row?.map(({ text }) => text)).toEqual(['90 days', '2', '1', '1', '0', 'None known']);
  });

  it('shows what commissions cost, and none where no payment was ever told', () => {
    expect(textsOf('commissions')).toEqual([
      ['Type: reseller', '4', 'EUR\u00a012K', 'EUR\u00a0100K', '12%', '50%'],
      ['Tier: gold', '1', 'EUR\u00a00', 'EUR\u00a00', 'No revenue', '0%'],
    ]);
    const unpaid = learned.commissions.map((one) => ({ ...one, paidMinor: 0 }));
    expect(section('commissions', { commissions: unpaid })?.emptyText).toContain('Not set up');
    expect(textsOf('rates')).toEqual([['Jul 1, 2025, gold', '10% to 15%', '+40%', '\u221212%']]);
  });

  it('names who meets a rule with the number, and who answers for an improvement', () => {
    expect(textsOf('rewards')).toEqual([
      [
        'Club',
        'Sourced revenue, 12 months: at least EUR\u00a0100,000',
        '1 partner',
        '2 partners',
        'Contoso Consulting, EUR\u00a0150,000',
      ],
    ]);
    expect(section('enhancements')?.rows.map((cells) => cells[3]?.text)).toEqual(['Ana Ruiz', 'Nobody yet']);
  });
});
