import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryFacts } from '../metrics/testing/arbitrary-facts.ts';
import { account } from '../metrics/testing/facts.ts';
import { packFacts } from './pack.ts';
import { fromBytes, toBytes } from './packed-bytes.ts';
import { TABLE_NAMES, type Tables } from './tables.ts';

const data = (tables: Tables) =>
  TABLE_NAMES.map((name) => {
    const { starts, columns, length } = tables[name];
    return { name, starts, columns, length };
  });

/** As a driver may hand it out: somewhere in the middle of a larger buffer. */
function shifted(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  return larger.subarray(3);
}

describe('packed facts as bytes', () => {
  it('come back as they were, partner by partner and the programme in parts', () => {
    fc.assert(
      fc.property(arbitraryFacts({ isTidy: false }), fc.integer({ min: 1, max: 5 }), (facts, parts) => {
        const { partners, program } = packFacts(facts);
        const ofPartners = facts.partners.map((_, index) => [shifted(toBytes(partners, index))]);
        const ofProgram = Array.from({ length: parts }, (_, part) => toBytes(program, 0, part, parts));
        expect(data(fromBytes(ofPartners) as Tables)).toEqual(data(partners));
        expect(data(fromBytes([ofProgram]) as Tables)).toEqual(data(program));
      }),
      { numRuns: 15 },
    );
  });

  it('are not read when written for other tables, by another layout, or cut short', () => {
    const { program } = packFacts(account({ deals: [{ created: '2025-01-01', won: '2025-02-01', amount: 5 }] }));
    const bytes = toBytes(program, 0);
    const changed = (at: number) => {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    expect(fromBytes([[bytes]])).not.toBeNull();
    expect(fromBytes([[changed(0)]])).toBeNull();
    expect(fromBytes([[changed(4)]])).toBeNull();
    expect(fromBytes([[bytes.slice(0, -1)]])).toBeNull();
    expect(fromBytes([[bytes, new Uint8Array(0)]])).toBeNull();
  });
});
