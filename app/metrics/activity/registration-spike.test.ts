import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { registrationSpike } from './registration-spike.ts';

const times = (count: number, registered: string): DealWords[] =>
  new Array(count).fill({ sourced: 'Acme', registered });
/** June is the month asked for, the six before begin on 3 December. */
const ask = (recent: number, before: number, signed = '2020-01-01') => {
  const deals = [...times(recent, '2025-06-15'), ...times(before, '2025-03-15')];
  const facts = account({ partners: [{ name: 'Acme', signed }, { name: 'Bolt' }], deals });
  return answers(registrationSpike, facts, '2025-06-30');
};

describe('registration spike', () => {
  it('is up from 5 where 1 a month is usual: 1 + 3 x 1 = 4, and 4 is not more', () => {
    expect(ask(4, 6).partner('Acme').flag).toMatchObject({ value: 0 });
    expect(ask(5, 6).partner('Acme').flag).toMatchObject({ value: 1, numerator: 5, denominator: 6 });
    expect(ask(5, 6).partner('Acme').flag?.reason).toBe('5 in 30 days, 1 usually; by chance alone p = 0.0037');
  });

  it('takes 4 at least, also after months without any', () => {
    expect(ask(3, 0).partner('Acme').flag).toMatchObject({ value: 0 });
    expect(ask(4, 0).partner('Acme').flag).toMatchObject({ value: 1, reason: '4 in 30 days, 0 usually' });
  });

  it('holds a young partner against the months it has', () => {
    // Signed 130 days before: three full months before the last. 12 / 3 = 4 a month; 4 + 3 x 2 = 10.
    expect(ask(10, 12, '2025-02-20').partner('Acme').flag).toMatchObject({ value: 0 });
    expect(ask(11, 12, '2025-02-20').partner('Acme').flag).toMatchObject({ value: 1 });
    expect(ask(11, 0, '2025-03-03').partner('Acme').flag).toMatchObject({ state: 'not-applicable', qualifier: 'new' });
  });

  it('counts partners for the programme', () => {
    expect(ask(5, 6).program.partners).toMatchObject({ value: 1, denominator: 2 });
  });
});
