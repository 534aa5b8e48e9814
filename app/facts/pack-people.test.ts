import { describe, expect, it } from '@jest/globals';
import { FOREVER } from '../kit/days.ts';
import { type AccountWords, account, day } from '../metrics/testing/facts.ts';
import { packFacts } from './pack.ts';
import type { TableName, TableRow, Tables } from './tables.ts';

const [PARTNER, US] = [1, 2];
const PARTNERS = [{ name: 'Acme' }, { name: 'Bolt' }];
const pack = (words: AccountWords) => packFacts(account({ partners: PARTNERS, ...words }));

/** The rows of a subject as plain objects. */
function rows<N extends TableName>(tables: Tables, name: N, subject = 0): TableRow<N>[] {
  const table = tables[name];
  const from = table.starts[subject] ?? 0;
  return Array.from(
    { length: (table.starts[subject + 1] ?? 0) - from },
    (_, i) => ({ ...table.at(from + i) }) as TableRow<N>,
  );
}

const mail = (at: string, from: 'partner' | 'us', thread = 'a') =>
  ({ kind: 'email', at, from, thread, partner: 'Acme' }) as const;

describe('packed mail', () => {
  it('waits from our first mail until the partner answers in the same conversation', () => {
    const { partners } = pack({
      engagements: [
        mail('2025-03-03T10:00', 'us'),
        mail('2025-03-03T12:00', 'us'),
        mail('2025-03-04T11:00', 'partner'),
      ],
    });
    // Seven hours of 3 March after 10:00 and two of 4 March: 9 x 60.
    expect(
      rows(partners, 'exchanges').map(({ answered, from, until, minutes, sender, opens }) => ({
        opens,
        answered,
        from,
        until,
        minutes,
        sender,
      })),
    ).toEqual([
      { opens: 1, answered: 0, from: day('2025-03-03'), until: day('2025-03-04'), minutes: Number.NaN, sender: US },
      { opens: 1, answered: 1, from: day('2025-03-04'), until: FOREVER, minutes: 540, sender: US },
      { opens: 0, answered: 0, from: day('2025-03-04'), until: FOREVER, minutes: Number.NaN, sender: PARTNER },
    ]);
  });

  it('is the partner’s own beginning only after two weeks without a mail of ours', () => {
    const began = (ours: string) =>
      rows(pack({ engagements: [mail(ours, 'us', 'b'), mail('2025-03-20', 'partner')] }).partners, 'touches').map(
        ({ isPartnerInitiated }) => isPartnerInitiated,
      );
    expect(began('2025-03-06')).toEqual([0, 0]);
    expect(began('2025-03-05')).toEqual([0, 1]);
  });

  it('stands once in the programme, however many partners took part', () => {
    const { program } = pack({
      engagements: [{ kind: 'meeting', at: '2025-03-03', partner: ['Acme', 'Bolt'], from: 'us' }],
    });
    expect(rows(program, 'touches')).toHaveLength(1);
  });
});

describe('packed feeds', () => {
  it('have the columns of their kind, with words as numbers and money in minor units', () => {
    const { partners } = pack({
      feeds: { mdf: [{ partner: 'Bolt', date: '2025-02-01', movement: 'claimed', amount: 12.5 }] },
    });
    expect(rows(partners, 'mdf', 1)).toMatchObject([
      { day: day('2025-02-01'), movement: 1, amount: 1250, reference: -1 },
    ]);
    expect(rows(partners, 'mdf', 0)).toEqual([]);
  });

  it('give what is said of a customer to the partner that sourced it', () => {
    const { partners, program } = pack({
      deals: [{ sourced: 'Bolt', customer: 'North', created: '2025-01-01' }],
      feeds: { 'recurring-revenue': [{ customer: 'North', month: '2025-02-01', amount: 100 }] },
    });
    expect(rows(partners, 'recurring-revenue', 1)).toMatchObject([{ customer: 0, amount: 10_000 }]);
    expect(rows(program, 'recurring-revenue')).toHaveLength(1);
  });

  it('count as qualifying events only where the account’s list names them', () => {
    const logins = { feeds: { 'portal-logins': [{ partner: 'Acme', date: '2025-02-01', user: 'u' }] } };
    expect(rows(pack(logins).partners, 'events')).toHaveLength(1);
    expect(rows(pack({ ...logins, settings: { qualifyingEvents: ['won-deal'] } }).partners, 'events')).toEqual([]);
  });
});

describe('what was known at the time', () => {
  const known = (words: AccountWords) => packFacts(account({ partners: PARTNERS, ...words }), 'known');

  it('has a backdated close only from the day on which it was entered', () => {
    const deals = [{ sourced: 'Acme', created: '2025-01-01', won: '2025-03-01', closes: '2025-01-15' }];
    expect(rows(known({ deals }).partners, 'decisions')).toMatchObject([
      { day: day('2025-01-15'), from: day('2025-03-01') },
    ]);
    expect(rows(pack({ deals }).partners, 'decisions')).toMatchObject([
      { day: day('2025-01-15'), from: day('2025-01-15') },
    ]);
  });

  it('has a partner’s part in a deal only from the day on which it was named', () => {
    const deals = [{ sourced: 'Acme', registered: '2025-02-01', won: '2025-03-01', creditLearned: '2025-04-01' }];
    expect(rows(known({ deals }).partners, 'registrations')).toMatchObject([
      { day: day('2025-02-01'), from: day('2025-04-01') },
    ]);
    expect(rows(known({ deals }).partners, 'decisions')).toMatchObject([{ from: day('2025-04-01') }]);
  });

  it('has a row of a feed only from the day on which it was received', () => {
    const feeds = { downloads: [{ partner: 'Acme', date: '2025-02-01', resource: 'r', learned: '2025-02-20' }] };
    expect(rows(known({ feeds }).partners, 'downloads')).toMatchObject([
      { day: day('2025-02-01'), from: day('2025-02-20') },
    ]);
  });
});
