import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { timeToCertification } from './time-to-certification.ts';

const row = (user: string, enrolled: string, completed?: string, course = 'certified seller', partner = 'Acme') => ({
  partner,
  user,
  course,
  enrolled,
  completed,
  ...(course === 'certified seller' && completed && { expires: '2027-01-01' }),
});
const rows = [
  row('ann', '2025-01-01', '2025-01-11'),
  row('bob', '2025-01-01', '2025-01-21'),
  row('cid', '2025-01-01', '2025-01-31'),
  row('dan', '2025-06-01'),
  row('eve', '2025-01-01', '2025-01-02', 'welcome'),
];
const ask = (training: readonly ReturnType<typeof row>[]) => {
  const partners = [{ name: 'Acme' }, { name: 'Gone', left: '2025-03-01' }];
  const facts = account({ partners, feeds: { training } });
  return answers(timeToCertification, facts, '2025-06-30');
};

describe('time to certification', () => {
  it('counts who is still at it: 10, 20, 30 days and one waiting for 29', () => {
    // At risk 4, 3: after 10 days 3/4 remain, after 20 days 1/2; dan is gone from the count at 29, so the curve rests on
    // one half from day 20 to day 30: the middle is 25.
    expect(ask(rows).partner('Acme').median).toMatchObject({ value: 25, numerator: 3, denominator: 4 });
    expect(ask(rows).partner('Acme').waiting).toMatchObject({ value: 1 });
    expect(ask(rows).program.median).toMatchObject({ value: 25 });
  });

  it('does not take a course for a certificate that never gave one', () => {
    expect(ask(rows.slice(4)).partner('Acme').median).toMatchObject({ state: 'not-enough-data', have: 0, need: 3 });
  });

  it('says that more than half are waiting instead of a median', () => {
    const many = Array.from({ length: 5 }, (_, i) => row(`user ${i}`, '2025-01-01'));
    expect(ask([...rows, ...many]).partner('Acme').median).toMatchObject({ state: 'not-applicable', denominator: 9 });
  });

  it('stops the wait of people whose partner left', () => {
    const gone = row('gil', '2025-02-01', undefined, 'certified seller', 'Gone');
    expect(ask([...rows, gone]).program.waiting).toMatchObject({ value: 1, denominator: 5 });
  });

  it('leaves out who was certified before the enrolment', () => {
    expect(ask([...rows, row('fay', '2025-02-01', '2025-01-01')]).partner('Acme').median).toMatchObject({
      denominator: 4,
      excluded: { 'completed before enrolled': 1 },
    });
  });
});
