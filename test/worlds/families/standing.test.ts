/**
 * Five resellers of whom only registrations are known, worked out by hand for 30 June 2025.
 *
 * In the last 90 days Acme registered four deals, on 2 June, and Bolt one; the others none. Among five, Acme stands above
 * four and a half: 90. Bolt above three and a half: 70. Three alike stand at (0 + 3/2) / 5: 30. Ninety days before, on
 * 1 April, Bolt had two of 10 February and Cord one: Bolt 90, Cord 70, the others 30.
 * Acme rose by 60: 90 + 30 = 120. Bolt fell by 20, which is more than a tenth of 90: 70 - 10 = 60. Cord fell by 40: 10. Dash
 * and Echo stand where they stood.
 *
 * Four registrations of Acme in 30 days, where the six times 30 days before had none, are a spike; a month later they are
 * part of what is usual, and there is none in the last 30 days.
 */
import { describe, expect, it } from '@jest/globals';
import { registrationSpike } from '../../../app/metrics/activity/registration-spike.ts';
import { engagementLevel } from '../../../app/metrics/health/engagement-level.ts';
import { engagementStanding } from '../../../app/metrics/health/engagement-standing.ts';
import { engagementTrend } from '../../../app/metrics/health/engagement-trend.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, DEALS_ONLY } from '../../../app/metrics/testing/facts.ts';

const registered = (sourced: string, on: string, count: number) => new Array(count).fill({ sourced, registered: on });
const world = account({
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name })),
  deals: [
    ...registered('Acme', '2025-06-02', 4),
    ...registered('Bolt', '2025-06-02', 1),
    ...registered('Bolt', '2025-02-10', 2),
    ...registered('Cord', '2025-02-10', 1),
  ],
  mapped: { ...DEALS_ONLY, downloads: false, 'tool-use': false },
});
const JUNE = '2025-06-30';

describe('where five resellers stand', () => {
  it('is told from their registrations', () => {
    const june = answers(engagementLevel, world, JUNE);
    expect(june.partner('Acme').level).toMatchObject({ value: 90, sample: 5, qualifier: 'deals-only' });
    expect(june.partner('Bolt').level).toMatchObject({ value: 70 });
    expect(june.partner('Cord').level).toMatchObject({ value: 30 });
    expect(answers(engagementLevel, world, '2025-04-01').partner('Cord').level).toMatchObject({ value: 70 });
  });

  it('is held against where they stood 90 days before', () => {
    const { partner } = answers(engagementTrend, world, JUNE);
    expect(partner('Acme')).toMatchObject({ direction: { value: 'improving' }, change: { value: 60 } });
    expect(partner('Bolt')).toMatchObject({ direction: { value: 'declining' }, change: { value: -20 } });
    expect(partner('Dash')).toMatchObject({ direction: { value: 'steady' }, change: { value: 0 } });
  });

  it('counts half of the change for the order', () => {
    const { partner } = answers(engagementStanding, world, JUNE);
    expect(partner('Acme')).toMatchObject({ 'sort-key': { value: 120 }, quadrant: { value: 'strong and rising' } });
    expect(partner('Bolt')).toMatchObject({ 'sort-key': { value: 60 }, quadrant: { value: 'strong but slipping' } });
    expect(partner('Cord')).toMatchObject({ 'sort-key': { value: 10 }, quadrant: { value: 'quiet and slipping' } });
    expect(partner('Echo')).toMatchObject({ 'sort-key': { value: 30 }, quadrant: { value: 'quiet' } });
  });

  it('names the spike of Acme for a month', () => {
    const june = answers(registrationSpike, world, JUNE);
    expect(june.partner('Acme').flag).toMatchObject({ value: 1, reason: '4 in 30 days, 0 usually' });
    expect(june.partner('Bolt').flag).toMatchObject({ value: 0 });
    expect(june.program.partners).toMatchObject({ value: 1, denominator: 5 });
    expect(answers(registrationSpike, world, '2025-07-31').program.partners).toMatchObject({ value: 0 });
  });
});
