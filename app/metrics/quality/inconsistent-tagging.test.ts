import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { inconsistentTagging } from './inconsistent-tagging.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  findings: [
    { kind: 'conflict-two-sourced-partners', day: '2025-06-01', deal: 'd1', partners: ['Acme', 'Bolt'] },
    { kind: 'conflict-label-and-property', day: '2025-06-30', deal: 'd2', partners: 'Acme' },
    { kind: 'partner-name-matches-several', day: '2025-06-01', deal: 'd3' },
    { kind: 'partner-name-unknown', day: '2025-06-01', deal: 'd4' },
    { kind: 'duplicate-partner-domain', day: '2020-01-01', partners: 'Acme' },
    { kind: 'duplicate-partner-domain', day: '2020-01-01', partners: 'Bolt' },
    { kind: 'partner-is-its-own-customer', day: '2025-07-01', deal: 'd5', partners: 'Acme' },
    { kind: 'amount-missing', day: '2025-06-01', deal: 'd6', partners: 'Acme' },
  ],
});
const asked = answers(inconsistentTagging, facts, '2025-06-30');

describe('inconsistent tagging', () => {
  it('counts what is known of a partner at the date', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'two-sourced-partners': { value: 1 },
      'label-property-conflicts': { value: 1 },
      'duplicate-partners': { value: 1 },
      'partner-as-customer': { value: 0 },
      'ambiguous-names': { value: 0 },
    });
  });

  it('counts each record once for the programme, those that name no partner as well', () => {
    expect(asked.program).toMatchObject({
      'two-sourced-partners': { value: 1 },
      'duplicate-partners': { value: 2 },
      'ambiguous-names': { value: 1 },
      'unknown-names': { value: 1 },
      'partner-as-customer': { value: 0 },
    });
  });
});
