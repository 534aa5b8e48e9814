import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { leadQuantity } from './lead-quantity.ts';

// The 90 days to 2025-06-30 begin with 2025-04-02, those before with 2025-01-02.
const leads = [
  { partner: 'Acme', created: '2025-06-30' },
  { partner: 'Acme', created: '2025-04-02' },
  { partner: 'Acme', created: '2025-04-01' },
  { partner: 'Bolt', created: '2025-05-01' },
  { created: '2025-05-01' },
  { partner: 'Acme', created: '2025-01-01' },
];
const partners = [{ name: 'Acme' }, { name: 'Bolt' }];

describe('lead quantity', () => {
  it('counts the leads of 90 days: 2 of Acme, 3 of all partners, none of nobody', () => {
    const said = answers(leadQuantity, account({ partners, leads }), '2025-06-30');
    expect(said.partner('Acme').leads).toMatchObject({ value: 2 });
    expect(said.program).toMatchObject({ leads: { value: 3 }, change: { state: 'not-enough-data', have: 4 } });
  });

  it('sees 9 fall to 1', () => {
    const many = new Array(9).fill({ partner: 'Acme', created: '2025-02-01' });
    const fallen = account({ partners, leads: [...many, { partner: 'Acme', created: '2025-05-01' }] });
    const { change } = answers(leadQuantity, fallen, '2025-06-30').partner('Acme');
    expect(change).toMatchObject({ value: 1 / 9 - 1, numerator: 1, denominator: 9 });
    expect(change?.qualifier).toBeUndefined();
  });
});
