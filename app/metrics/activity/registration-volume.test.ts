import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { registrationVolume } from './registration-volume.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    // (2025-04-01, 2025-06-30] is the window of 90 days that ends with 2025-06-30.
    { sourced: 'Acme', registered: '2025-04-01' },
    { sourced: 'Acme', registered: '2025-04-02' },
    { sourced: 'Acme', registered: '2025-06-30' },
    { sourced: 'Acme', registered: '2025-07-01' },
    { influenced: 'Acme', registered: '2025-06-01' },
    { sourced: 'Acme', created: '2025-06-01' },
    { sourced: ['Acme', 'Bolt'], registered: '2025-06-01', conflict: true },
  ],
});

describe('deal registrations', () => {
  it('counts sourced deals registered in the 90 calendar days that end with the date', () => {
    expect(answers(registrationVolume, facts, '2025-06-30').partner('Acme').registrations).toMatchObject({ value: 2 });
  });

  it('is a true zero for a partner without registrations', () => {
    expect(answers(registrationVolume, facts, '2025-06-30').partner('Bolt').registrations).toMatchObject({
      state: 'value',
      value: 0,
    });
  });

  it('counts a deal that two partners sourced once for the programme', () => {
    const shared = account({
      partners: [{ name: 'Acme' }, { name: 'Bolt' }],
      deals: [{ sourced: ['Acme', 'Bolt'], registered: '2025-06-01' }],
    });
    const asked = answers(registrationVolume, shared, '2025-06-30');
    expect(asked.partner('Bolt').registrations).toMatchObject({ value: 1 });
    expect(asked.program.registrations).toMatchObject({ value: 1 });
  });

  it('is not set up while no source of registration dates is mapped', () => {
    const unmapped = account({ partners: [{ name: 'Acme' }], mapped: { registration: false } });
    expect(answers(registrationVolume, unmapped, '2025-06-30').partner('Acme').registrations).toMatchObject({
      state: 'not-set-up',
      missing: 'Map where the registration date of a deal comes from',
    });
  });
});
