import { describe, expect, it } from '@jest/globals';
import { contentHash } from './content-hash.ts';

describe('whether a record has changed', () => {
  const base = { name: 'Acme', type: 'PARTNER', hs_lastmodifieddate: '2026-01-01T00:00:00Z' };

  it('does not depend on modification dates, on what we write ourselves, or on the order of properties', () => {
    const later = { hs_lastmodifieddate: '2026-02-01T00:00:00Z', type: 'PARTNER', name: 'Acme' };
    expect(contentHash({ ...later, partner_pulse_score: '71', lastmodifieddate: 'x' })).toBe(contentHash(base));
  });

  it.each([
    ['another value', { ...base, name: 'Acme Inc' }],
    ['a cleared value', { ...base, name: null }],
    ['an empty value, which is not a cleared one', { ...base, name: '' }],
    ['a value that moved to another property', { name: 'AcmePARTNER', type: '' }],
    ['a new property', { ...base, tier: 'gold' }],
  ])('depends on %s', (_name, other) => {
    expect(contentHash(other)).not.toBe(contentHash(base));
    expect(contentHash({ ...base, name: null })).not.toBe(contentHash({ ...base, name: '' }));
  });
});
