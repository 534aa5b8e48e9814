import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { interpretPartner } from './interpret.ts';
import { movementOf } from './movement.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import { notEnoughData, value } from './result.ts';
import { account, day } from './testing/facts.ts';

describe('why a number moved', () => {
  const facts = account({
    partners: [{ name: 'Acme' }],
    deals: [
      { sourced: 'Acme', created: '2025-01-01', won: '2025-03-10', amount: 100 },
      // Closed in May with a date in March: at the end of March nobody knew.
      { sourced: 'Acme', created: '2025-01-01', won: '2025-05-10', closes: '2025-03-20', amount: 40 },
      { sourced: 'Acme', created: '2025-01-01', won: '2025-05-20', amount: 7 },
    ],
  });
  const revenue = (view: 'happened' | 'known', date: string) =>
    interpretPartner(sourcedRevenue, facts, packFacts(facts, view), 0, day(date))?.['revenue-365d'];

  it('tells what happened since from what was only learned since', () => {
    const [march, june] = ['2025-03-31', '2025-06-30'];
    expect([revenue('known', march), revenue('happened', march), revenue('happened', june)]).toMatchObject([
      { value: 10_000 },
      { value: 14_000 },
      { value: 14_700 },
    ]);
    expect(
      movementOf({
        saidThen: revenue('known', march),
        knownThen: revenue('known', march),
        thenAsKnownNow: revenue('happened', march),
        now: revenue('happened', june),
      }),
    ).toEqual({ behaviour: 700, correction: 4_000, definition: 0, total: 4_700 });
  });

  it('gives a change of definition a part of its own', () => {
    const parts = movementOf({ saidThen: value(9), knownThen: value(10), thenAsKnownNow: value(10), now: value(12) });
    expect(parts).toEqual({ behaviour: 2, correction: 0, definition: 1, total: 3 });
  });

  it('says nothing where one of the numbers is not known', () => {
    expect(
      movementOf({ saidThen: notEnoughData(1, 3), knownThen: value(1), thenAsKnownNow: value(1), now: value(1) }),
    ).toBeNull();
  });
});
