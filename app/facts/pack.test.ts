import { describe, expect, it } from '@jest/globals';
import { account, type DealWords, day } from '../metrics/testing/facts.ts';
import { LOST, OPEN, WON } from './deal.ts';
import { packFacts } from './pack.ts';
import type { Tables } from './tables.ts';

const pack = (deals: readonly DealWords[]) =>
  packFacts(account({ partners: [{ name: 'Acme' }, { name: 'Bolt' }], deals }));

/** State of the only deal of a subject at the end of a date: what its one span in force says. */
function stateAt(tables: Tables, subject: number, date: string): number[] {
  const states: number[] = [];
  const { spans } = tables;
  for (let i = spans.starts[subject] ?? 0; i < (spans.starts[subject + 1] ?? 0); i++) {
    const { from, until, state } = spans.at(i);
    if (from <= day(date) && day(date) < until) states.push(state);
  }
  return states;
}

/** Close dates of the decisions in force at the end of a date, with whether they are won. */
function decidedAt(tables: Tables, subject: number, date: string): [number, number][] {
  const days: [number, number][] = [];
  const { decisions } = tables;
  for (let i = decisions.starts[subject] ?? 0; i < (decisions.starts[subject + 1] ?? 0); i++) {
    const row = decisions.at(i);
    if (row.from <= day(date) && day(date) < row.until) days.push([row.day, row.won]);
  }
  return days;
}

describe('packed facts', () => {
  it('gives a deal to each of its partners, and once to the programme with the roles of all', () => {
    const { partners, program } = pack([{ sourced: 'Acme', influenced: ['Acme', 'Bolt'], registered: '2025-01-01' }]);
    expect([...partners.registrations.starts]).toEqual([0, 1, 2]);
    expect([partners.registrations.at(0).roles, partners.registrations.at(1).roles]).toEqual([3, 2]);
    expect(program.registrations.length).toBe(1);
    expect(program.registrations.at(0)).toMatchObject({ roles: 3, direct: 0, registeredDay: day('2025-01-01') });
  });

  it('calls a deal direct without any partner, and not while its partner is in conflict', () => {
    const { program, partners } = pack([
      { created: '2025-01-01' },
      { sourced: ['Acme', 'Bolt'], conflict: true, created: '2025-01-01' },
    ]);
    expect([program.spans.at(0).direct, program.spans.at(1).direct]).toEqual([1, 0]);
    expect(partners.spans.length).toBe(0);
  });

  it('holds a deal in one state a day, open until it was closed', () => {
    const { partners } = pack([{ sourced: 'Acme', created: '2025-01-01', qualified: '2025-02-01', won: '2025-03-01' }]);
    expect(stateAt(partners, 0, '2024-12-31')).toEqual([]);
    expect(stateAt(partners, 0, '2025-02-28')).toEqual([OPEN]);
    expect(stateAt(partners, 0, '2025-03-01')).toEqual([WON]);
  });

  it('lets a backdated close count from its close date, through every stage since', () => {
    const { partners } = pack([
      { sourced: 'Acme', created: '2025-01-01', qualified: '2025-02-01', won: '2025-03-01', closes: '2025-01-15' },
    ]);
    expect(stateAt(partners, 0, '2025-01-14')).toEqual([OPEN]);
    expect(stateAt(partners, 0, '2025-01-15')).toEqual([WON]);
    expect(stateAt(partners, 0, '2025-02-10')).toEqual([WON]);
    expect(decidedAt(partners, 0, '2025-01-14')).toEqual([]);
    expect(decidedAt(partners, 0, '2025-01-15')).toEqual([[day('2025-01-15'), 1]]);
  });

  it('lets a deal closed with a date to come count as decided from that date on', () => {
    const { partners } = pack([{ sourced: 'Acme', created: '2025-01-01', won: '2025-03-01', closes: '2025-04-01' }]);
    expect(decidedAt(partners, 0, '2025-03-31')).toEqual([]);
    expect(decidedAt(partners, 0, '2025-04-01')).toEqual([[day('2025-04-01'), 1]]);
    expect(stateAt(partners, 0, '2025-03-15')).toEqual([WON]);
  });

  it('counts a deal won twice once at any date, even where its close date stayed the first', () => {
    const { partners } = pack([
      {
        sourced: 'Acme',
        created: '2025-01-01',
        won: '2025-02-01',
        reopened: '2025-03-01',
        wonAgain: '2025-04-01',
        closes: '2025-02-01',
      },
    ]);
    expect(decidedAt(partners, 0, '2025-02-15')).toHaveLength(1);
    expect(stateAt(partners, 0, '2025-02-15')).toEqual([WON]);
    expect(decidedAt(partners, 0, '2025-04-15')).toHaveLength(1);
  });

  it('takes a reopened deal back', () => {
    const { partners } = pack([{ sourced: 'Acme', created: '2025-01-01', lost: '2025-02-01', reopened: '2025-03-01' }]);
    expect(stateAt(partners, 0, '2025-02-15')).toEqual([LOST]);
    expect(decidedAt(partners, 0, '2025-02-15')).toEqual([[day('2025-02-01'), 0]]);
    expect(stateAt(partners, 0, '2025-03-15')).toEqual([OPEN]);
    expect(decidedAt(partners, 0, '2025-03-15')).toEqual([]);
  });

  it('takes as events the registrations of sourced deals and the wins of any role', () => {
    const { partners } = pack([
      { sourced: 'Acme', influenced: 'Bolt', registered: '2025-01-01', won: '2025-02-01' },
      { influenced: 'Acme', registered: '2025-01-01', lost: '2025-02-01' },
    ]);
    expect([...partners.events.starts]).toEqual([0, 2, 3]);
  });
});
