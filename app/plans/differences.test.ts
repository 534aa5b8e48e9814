import { describe, expect, it } from '@jest/globals';
import { differences } from './differences.ts';

const TODAY = 20_000;
const desired = { partner_pulse_score: '58', partner_pulse_as_of: '2026-11-20' };

describe('what is sent to HubSpot', () => {
  it('is everything at first', () => expect(differences(desired, {}, TODAY, null)).toEqual(desired));

  it('is nothing when only the date moved within a week', () => {
    const confirmed = { ...desired, partner_pulse_as_of: '2026-11-19' };
    expect(differences(desired, confirmed, TODAY, TODAY - 6)).toEqual({});
  });

  it('is the date alone after a week', () => {
    const confirmed = { ...desired, partner_pulse_as_of: '2026-11-13' };
    expect(differences(desired, confirmed, TODAY, TODAY - 7)).toEqual({ partner_pulse_as_of: '2026-11-20' });
  });

  it('is a changed value together with the date', () => {
    const confirmed = { partner_pulse_score: '57', partner_pulse_as_of: '2026-11-19' };
    expect(differences(desired, confirmed, TODAY, TODAY - 1)).toEqual(desired);
  });

  it('clears what is no longer said, once', () => {
    expect(differences({}, desired, TODAY, TODAY)).toEqual({ partner_pulse_score: '', partner_pulse_as_of: '' });
    expect(differences({}, { partner_pulse_score: '', partner_pulse_as_of: '' }, TODAY, TODAY)).toEqual({});
  });

  it('never writes an empty value where none was', () => {
    expect(differences({ partner_pulse_coverage: '' }, {}, TODAY, null)).toEqual({});
  });
});
