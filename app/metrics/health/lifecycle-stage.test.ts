import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { lifecycleStage } from './lifecycle-stage.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const facts = account({
  partners: [
    { name: 'Future', signed: '2025-07-01' },
    { name: 'Recruited', signed: '2025-06-01' },
    { name: 'Onboarding', signed: '2025-05-31' },
    { name: 'Idle', signed: '2025-04-01' },
    { name: 'Activated' },
    { name: 'Producing' },
    { name: 'Established' },
    { name: 'Declining' },
    { name: 'Inactive' },
    { name: 'Left', left: '2025-06-30' },
    { name: 'Undated', signed: null, created: '2025-06-20' },
  ],
  deals: [
    { sourced: 'Activated', registered: '2025-06-01' },
    ...times(2, { influenced: 'Producing', created: '2025-01-01', won: '2025-06-01' }),
    ...times(3, { resold: 'Established', created: '2025-01-01', won: '2025-06-01' }),
    ...times(1, { sourced: 'Declining', registered: '2025-05-15' }),
    ...times(9, { sourced: 'Declining', registered: '2025-02-15', won: '2025-05-20' }),
    ...times(3, { sourced: 'Inactive', registered: '2024-11-15', won: '2025-04-01' }),
    ...times(3, { sourced: 'Left', registered: '2025-06-01', won: '2025-06-10' }),
  ],
});
const asked = answers(lifecycleStage, facts, '2025-06-30');

describe('lifecycle stage', () => {
  it.each([
    ['Recruited', 'recruited'],
    ['Onboarding', 'onboarding'],
    ['Idle', 'inactive'],
    ['Activated', 'activated'],
    ['Producing', 'producing'],
    ['Established', 'established'],
    ['Declining', 'declining'],
    ['Inactive', 'inactive'],
    ['Left', 'left'],
  ])('finds the partner %s %s', (name, stage) => {
    expect(asked.partner(name).stage).toMatchObject({ state: 'value', value: stage });
  });

  it('does not apply before signing', () => {
    expect(asked.partner('Future').stage).toMatchObject({ state: 'not-applicable' });
  });

  it('uses the create date where no start is known, and says that it is a proxy', () => {
    expect(asked.partner('Undated').stage).toMatchObject({ value: 'recruited', qualifier: 'proxy-date' });
    expect(asked.partner('Activated').stage?.qualifier).toBeUndefined();
  });
});
