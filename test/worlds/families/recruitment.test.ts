/**
 * A programme of six partners that recruits, gets leads and loses some of its partners to silence. Worked out by hand:
 *
 * As of 2025-06-30 Ada, Ben, Cid, Dot and Eve signed 90 to 269 days ago (2024-10-04 to 2025-04-01); Old signed in 2020.
 * Ada registered on day 31 and Ben on day 10; Cid, Dot and Eve never did: 3 of 5 were recruited without being activated.
 * A year earlier nobody but Old was there.
 *
 * Old won 1,200 and 1,200 in the year to 2024-03-01 and was not seen again: silent since then, inactive from 2024-05-30
 * on, 486 days without an event by 2025-06-30. Two wins of 1,200 are 200 a month, and 13 months count as 12: 2,400.
 * Ada (2025-02-01) and Ben (2025-02-11) are 149 and 139 days silent; Cid, Dot and Eve are so since they signed: all six
 * are inactive. In the 90 days before, Ada and Ben became so (2025-05-02 and 2025-05-12), and Cid, Dot and Eve, who signed
 * on 2025-02-01 (2025-05-02).
 *
 * Five discussions of January 2025: two signed. One of June is too young to be judged. Three of the six came to us.
 * Ada brought four leads in 90 days, all by form, 10 days apart.
 */
import { describe, expect, it } from '@jest/globals';
import { inactivePartners } from '../../../app/metrics/activity/inactive-partners.ts';
import { inactivityTimeline } from '../../../app/metrics/activity/inactivity-timeline.ts';
import { leadFrequency } from '../../../app/metrics/activity/lead-frequency.ts';
import { leadQuantity } from '../../../app/metrics/activity/lead-quantity.ts';
import { inactivityReasons } from '../../../app/metrics/health/inactivity-reasons.ts';
import type { Metric } from '../../../app/metrics/metric.ts';
import { businessLost } from '../../../app/metrics/outcome/business-lost.ts';
import { leadQuality } from '../../../app/metrics/outcome/lead-quality.ts';
import { leadSources } from '../../../app/metrics/outcome/lead-sources.ts';
import { activeShareDecline } from '../../../app/metrics/program/active-share-decline.ts';
import { brandInfluence } from '../../../app/metrics/program/brand-influence.ts';
import { discussionConversion } from '../../../app/metrics/program/discussion-conversion.ts';
import { recruitmentWithoutActivation } from '../../../app/metrics/program/recruitment-without-activation.ts';
import { signUpRate } from '../../../app/metrics/program/sign-up-rate.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account } from '../../../app/metrics/testing/facts.ts';

const facts = account({
  partners: [
    { name: 'Old', signed: '2020-01-01' },
    { name: 'Ada', signed: '2025-01-01' },
    { name: 'Ben', signed: '2025-02-01' },
    { name: 'Cid', signed: '2025-02-01' },
    { name: 'Dot', signed: '2025-02-01' },
    { name: 'Eve', signed: '2025-02-01' },
  ],
  deals: [
    { sourced: 'Old', created: '2023-06-01', won: '2024-02-01', amount: 1200 },
    { sourced: 'Old', created: '2023-06-01', won: '2024-03-01', amount: 1200 },
    { sourced: 'Ada', registered: '2025-02-01' },
    { sourced: 'Ben', registered: '2025-02-11' },
  ],
  leads: [
    { partner: 'Ada', created: '2025-05-01', origin: 'form' },
    { partner: 'Ada', created: '2025-05-11', origin: 'form' },
    { partner: 'Ada', created: '2025-05-21', origin: 'form' },
    { partner: 'Ada', created: '2025-05-31', origin: 'form' },
    { partner: 'Ben', created: '2025-05-31' },
  ],
  discussions: [
    { opened: '2025-01-05', signed: '2025-01-15', unprompted: true },
    { opened: '2025-01-06', signed: '2025-01-26', unprompted: true },
    { opened: '2025-01-07', lost: '2025-02-01', unprompted: false },
    { opened: '2025-01-08', lost: '2025-02-01', unprompted: false },
    { opened: '2025-01-09', unprompted: false },
    { opened: '2025-06-09', unprompted: true },
  ],
  feeds: { 'inactivity-reasons': [{ partner: 'Old', date: '2024-09-01', reason: 'champion-left' }] },
});
const program = (metric: Metric, date: string) => answers(metric, facts, date).program;
const partner = (metric: Metric, name: string, date: string) => answers(metric, facts, date).partner(name);

describe('a programme that recruits and falls silent', () => {
  it('recruits without activating', () => {
    expect(program(recruitmentWithoutActivation, '2025-06-30').share).toMatchObject({ value: 3 / 5 });
    expect(program(recruitmentWithoutActivation, '2024-06-30')).toMatchObject({ 'not-activated': { value: 0 } });
    expect(program(signUpRate, '2025-06-30')).toMatchObject({ year: { value: 5 }, 'year-before': { value: 0 } });
    expect(program(signUpRate, '2025-02-01')).toMatchObject({ week: { value: 4 }, month: { value: 4 } });
    // 182 days earlier only Old was there.
    expect(program(activeShareDecline, '2025-06-30')).toMatchObject({
      change: { state: 'not-enough-data', have: 1, need: 5 },
      'more-partners': { value: 5 },
    });
  });

  it('talks to companies, of which some come by themselves', () => {
    expect(program(discussionConversion, '2025-06-30')).toMatchObject({
      conversion: { value: 2 / 5 },
      'latest-month': { value: 2 / 5, reason: 'Opened in 2025-01' },
      open: { value: 2 },
    });
    expect(program(discussionConversion, '2025-01-20').conversion).toMatchObject({ state: 'not-enough-data', have: 0 });
    expect(program(brandInfluence, '2025-06-30').share).toMatchObject({ value: 1 / 2 });
    expect(program(brandInfluence, '2025-01-31').share).toMatchObject({ value: 2 / 5 });
  });

  it('gets leads', () => {
    expect(partner(leadQuantity, 'Ada', '2025-06-30').leads).toMatchObject({ value: 4 });
    expect(program(leadQuantity, '2025-05-21').leads).toMatchObject({ value: 3 });
    expect(partner(leadFrequency, 'Ada', '2025-06-30')['days-between']).toMatchObject({ value: 10, sample: 3 });
    expect(program(leadSources, '2025-06-30')).toMatchObject({ unknown: { value: 1 / 5 }, origins: { value: 1 } });
    expect(program(leadQuality, '2025-07-30').qualified).toMatchObject({ value: 0, denominator: 5 });
    expect(program(leadQuality, '2025-07-29').qualified).toMatchObject({ state: 'not-enough-data', have: 3 });
  });

  it('falls silent', () => {
    expect(partner(inactivePartners, 'Old', '2025-06-30')).toMatchObject({ 'days-inactive': { value: 486 } });
    expect(program(inactivePartners, '2025-06-30')).toMatchObject({ partners: { value: 6 }, share: { value: 1 } });
    expect(program(inactivePartners, '2024-05-29')).toMatchObject({ partners: { value: 0 } });
    expect(program(inactivePartners, '2024-05-30')).toMatchObject({ partners: { value: 1 } });
    expect(program(inactivityTimeline, '2025-06-30')).toMatchObject({ entered: { value: 5 }, woke: { value: 0 } });
    expect(partner(inactivityReasons, 'Old', '2025-06-30').reason).toMatchObject({ value: 'champion-left' });
    expect(program(inactivityReasons, '2025-06-30').unknown).toMatchObject({ value: 5 / 6 });
    expect(partner(businessLost, 'Old', '2025-06-30').estimate).toMatchObject({ value: 240_000 });
    expect(program(businessLost, '2025-06-30').total).toMatchObject({ value: 240_000 });
  });
});
