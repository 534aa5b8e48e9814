import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { toolUsage } from './tool-usage.ts';

const use = (partner: string, date: string, tool: string) => ({ partner, date, tool });
const words = {
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name })),
  settings: { tools: ['Registration form', 'Quote tool', 'Co-marketing', 'Training'] },
  feeds: {
    'tool-use': [
      use('Acme', '2025-06-30', 'quote tool'),
      use('Acme', '2025-06-01', 'Quote tool'),
      use('Acme', '2025-05-01', 'Training'),
      use('Acme', '2025-05-01', 'Their own wiki'),
      use('Bolt', '2025-05-01', 'Co-marketing'),
      use('Cord', '2025-05-01', 'Their own wiki'),
      use('Acme', '2025-04-01', 'Registration form'),
    ],
  },
};
const asked = answers(toolUsage, account(words), '2025-06-30');

describe('tool usage', () => {
  it('is the share of the listed tools: quote tool and training are 2 of 4', () => {
    expect(asked.partner('Acme').share).toMatchObject({
      value: 0.5,
      numerator: 2,
      denominator: 4,
      excluded: { 'tool not on the list': 1 },
    });
    expect(asked.partner('Dash').share).toMatchObject({ value: 0 });
  });

  it('adds for the programme who uses any listed tool: 3 of 4 tools, 2 of 5 partners', () => {
    expect(asked.program).toMatchObject({ share: { value: 0.75 }, partners: { value: 0.4 } });
  });

  it('asks for the list of tools where there is none', () => {
    const without = answers(toolUsage, account({ ...words, settings: { tools: [] } }), '2025-06-30');
    expect(without.partner('Acme').share).toMatchObject({ state: 'not-set-up' });
  });
});
