import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { leadFrequency } from './lead-frequency.ts';

const NAMES = ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo', 'Silent'];
const partners = NAMES.map((name) => ({ name }));
const lead = (partner: string, created: string) => ({ partner, created });

describe('lead frequency', () => {
  it('is the median of the days between leads: 2, 4, 10 and 30', () => {
    // The 360 days to 2025-06-30 begin with 2024-07-06. Leads: 14, 16 and 20 May, 30 May, 29 June.
    const days = ['2025-06-29', '2025-05-14', '2025-05-16', '2025-05-20', '2025-05-30', '2024-07-05'];
    const facts = account({ partners, leads: days.map((day) => lead('Acme', day)) });
    expect(answers(leadFrequency, facts, '2025-06-30').partner('Acme')).toMatchObject({
      'days-between': { value: 7, sample: 4 },
      // The last 30 days begin with 1 June, those before with 2 May.
      'months-with-lead': { value: 2, denominator: 12 },
    });
    expect(answers(leadFrequency, facts, '2025-05-20').partner('Acme')['days-between']).toMatchObject({
      value: 4,
      sample: 3,
    });
  });

  it('needs 3 gaps', () => {
    const facts = account({
      partners,
      leads: ['2025-06-01', '2025-06-02', '2025-06-03'].map((day) => lead('Acme', day)),
    });
    expect(answers(leadFrequency, facts, '2025-06-30').partner('Acme')['days-between']).toMatchObject({
      state: 'not-enough-data',
      have: 2,
      need: 3,
    });
  });

  it('shares the partners with a lead in 6 months among those with any: 1 of 5', () => {
    const steady = ['2025-06-15', '2025-05-15', '2025-04-15', '2025-03-15', '2025-02-15', '2025-01-15'];
    const leads = [
      ...steady.map((day) => lead('Acme', day)),
      ...NAMES.slice(1, 5).map((name) => lead(name, '2025-06-15')),
    ];
    const said = answers(leadFrequency, account({ partners, leads }), '2025-06-30').program;
    expect(said.steady).toMatchObject({ value: 0.2, numerator: 1, denominator: 5 });
  });
});
