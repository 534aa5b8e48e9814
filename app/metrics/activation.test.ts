import { describe, expect, it } from '@jest/globals';
import { NEEDS } from '../facts/need.ts';
import { formatDay } from '../kit/days.ts';
import type { MetricChoice } from '../mapping/settings.ts';
import { activate, activationOf, STARTING_METRICS } from './activation.ts';
import { CATALOGUE } from './catalogue.generated.ts';
import { account, day } from './testing/facts.ts';

const asOf = day('2025-06-30');
const { mapped } = account({});
const settings = (metrics: Readonly<Record<string, MetricChoice>> = {}, activeMetricsLimit = 8) => ({
  metrics,
  activeMetricsLimit,
});
const meta = (id: string) => {
  const found = CATALOGUE.find((metric) => metric.meta.id === id);
  if (!found) throw new Error(`No metric is named ${id}`);
  return found.meta;
};
const on = { isActive: true, ownerId: 'o1' } as const;

describe('activation of metrics', () => {
  it('starts with the six that need nothing but the CRM', () => {
    const active = CATALOGUE.filter((metric) => activationOf(metric.meta, settings(), mapped, asOf).isActive);
    expect(active.map((metric) => metric.meta.id)).toEqual([...STARTING_METRICS].sort());
    expect(active).toHaveLength(6);
    const feeds = active.flatMap((metric) => metric.meta.needs).filter((need) => NEEDS[need].startsWith('Supply'));
    expect(feeds).toEqual([]);
  });

  it('says of the others what switches them on', () => {
    const unmapped = { ...mapped, startDate: false };
    expect(activationOf(meta('productivity-ramp'), settings(), unmapped, asOf)).toMatchObject({
      isActive: false,
      toSwitchOn: [NEEDS.startDate],
    });
    expect(activate('productivity-ramp', 'o1', CATALOGUE, settings(), unmapped, asOf)).toEqual({
      kind: 'not-set-up',
      toSwitchOn: [NEEDS.startDate],
    });
  });

  it('wants somebody who answers for a metric', () => {
    expect(activate('coverage', null, CATALOGUE, settings(), mapped, asOf).kind).toBe('owner-required');
    expect(activate('coverage', ' ', CATALOGUE, settings(), mapped, asOf).kind).toBe('owner-required');
    expect(activate('coverage', 'o1', CATALOGUE, settings(), mapped, asOf).kind).toBe('activated');
    expect(activate('pipeline', 'o1', CATALOGUE, settings(), mapped, asOf).kind).toBe('already-active');
    expect(activate('no-such', 'o1', CATALOGUE, settings(), mapped, asOf).kind).toBe('unknown-metric');
  });

  it('asks of the ninth which one to retire, the least missed first', () => {
    const eight = settings({
      tenure: on,
      coverage: { ...on, reviewed: '2025-06-01' },
      pipeline: { ...on, reviewed: '2025-01-01' },
    });
    const answer = activate('deals-closed', 'o1', CATALOGUE, eight, { ...mapped, targets: false }, asOf);
    expect(answer).toMatchObject({ kind: 'retire-one', limit: 8 });
    const candidates = answer.kind === 'retire-one' ? answer.candidates.map(({ id }) => id) : [];
    // Coverage lacks its targets; five have no owner; tenure was never reviewed; pipeline was, in January.
    expect(candidates).toEqual([
      'coverage',
      'close-rate',
      'engagement-state',
      'registration-velocity',
      'sales-cycle',
      'sourced-revenue',
      'tenure',
      'pipeline',
    ]);
    const retired = settings({ ...eight.metrics, tenure: { isActive: false } });
    expect(activate('deals-closed', 'o1', CATALOGUE, retired, mapped, asOf).kind).toBe('activated');
  });

  it('has a review due a week, a month or a quarter after the last one, and overdue the day after', () => {
    const due = (cadence: 'weekly' | 'monthly' | 'quarterly', at = asOf) => {
      const chosen = settings({ pipeline: { ...on, cadence, reviewed: '2025-05-31' } });
      const { reviewDueDay, isReviewOverdue } = activationOf(meta('pipeline'), chosen, mapped, at);
      return [reviewDueDay === null ? null : formatDay(reviewDueDay), isReviewOverdue];
    };
    expect(due('weekly')).toEqual(['2025-06-07', true]);
    // 31 May and a month is the last day of June.
    expect(due('monthly')).toEqual(['2025-06-30', false]);
    expect(due('monthly', asOf + 1)).toEqual(['2025-06-30', true]);
    expect(due('quarterly')).toEqual(['2025-08-31', false]);
  });

  it('owes a first review to every active metric, and none to the others', () => {
    expect(activationOf(meta('pipeline'), settings(), mapped, asOf)).toMatchObject({
      reviewDueDay: null,
      isReviewOverdue: true,
    });
    expect(activationOf(meta('tenure'), settings(), mapped, asOf).isReviewOverdue).toBe(false);
  });
});
