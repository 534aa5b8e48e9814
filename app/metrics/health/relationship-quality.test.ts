import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { relationshipQuality } from './relationship-quality.ts';

const facts = account({
  partners: [
    { name: 'Wide' },
    { name: 'Thin' },
    { name: 'New', signed: '2025-05-01' },
    { name: 'Gone', left: '2025-06-01' },
  ],
  contacts: [
    { id: 'boss', of: 'Wide', seniority: 'executive' },
    { id: 'lead', of: 'Wide', seniority: 'manager' },
    { id: 'clerk', of: 'Wide' },
    { id: 'mute', of: 'Wide', seniority: 'director' },
    { id: 'only', of: 'Thin', seniority: 'manager' },
  ],
  engagements: [
    { kind: 'meeting', at: '2025-06-02', from: 'us', partner: 'Wide', contacts: ['boss'] },
    { kind: 'email', at: '2025-05-02', from: 'us', partner: 'Wide', contacts: ['lead', 'mute'] },
    { kind: 'email', at: '2025-06-20', from: 'partner', partner: 'Wide', contacts: ['lead'] },
    { kind: 'call', at: '2025-06-20', from: 'us', partner: 'Wide', contacts: ['clerk'] },
    // It did not take place.
    { kind: 'meeting', at: '2025-06-21', from: 'us', partner: 'Wide', contacts: ['mute'], isHeld: false },
    // Too long ago: 90 days before the date.
    { kind: 'call', at: '2025-04-01', from: 'us', partner: 'Thin', contacts: ['only'] },
    { kind: 'email', at: '2025-06-01', from: 'us', partner: 'Thin', contacts: ['only'] },
  ],
  feeds: {
    reviews: [
      { partner: 'Wide', date: '2025-03-30', kind: 'business-review' },
      { partner: 'Wide', date: '2024-01-01', kind: 'executive-sponsor', expires: '2025-06-30' },
      { partner: 'Thin', date: '2025-03-29', kind: 'business-review' },
      { partner: 'Thin', date: '2024-01-01', kind: 'executive-sponsor', expires: '2025-06-29' },
      { partner: 'Thin', date: '2025-06-01', kind: 'joint-plan' },
    ],
  },
});
const asked = answers(relationshipQuality, facts, '2025-06-30');

describe('relationship quality', () => {
  it('counts people with whom contact went both ways, and the levels they reach', () => {
    // A meeting held, mail both ways and a call; not the one who was only written to.
    expect(asked.partner('Wide')).toMatchObject({
      contacts: { value: 3 },
      seniority: { value: 2 / 3, numerator: 2, denominator: 3 },
    });
    expect(asked.partner('Thin')).toMatchObject({ contacts: { value: 0 }, seniority: { value: 0 } });
  });

  it('holds the last business review against the cadence of 92 days', () => {
    expect(asked.partner('Wide')).toMatchObject({ 'review-days': { value: 92 }, 'review-overdue': { value: 0 } });
    expect(asked.partner('Thin')).toMatchObject({ 'review-days': { value: 93 }, 'review-overdue': { value: 1 } });
    // Never reviewed, but signed 60 days ago.
    expect(asked.partner('New')).toMatchObject({
      'review-days': { state: 'not-enough-data' },
      'review-overdue': { value: 0 },
    });
  });

  it('has a sponsor up to the last day on which one is named', () => {
    expect(asked.partner('Wide').sponsor).toMatchObject({ value: 1 });
    expect(asked.partner('Thin').sponsor).toMatchObject({ value: 0 });
    expect(asked.partner('Gone').sponsor).toMatchObject({ state: 'not-applicable' });
  });

  it('counts partners on the roster that are in touch through fewer than two people, or overdue', () => {
    expect(asked.program).toMatchObject({
      'thin-partners': { value: 2, denominator: 3 },
      'overdue-partners': { value: 1, denominator: 3 },
    });
  });

  it('says of each part what is missing for it', () => {
    const blind = { ...facts, mapped: { ...facts.mapped, contacts: false } };
    expect(answers(relationshipQuality, blind, '2025-06-30').partner('Wide')).toMatchObject({
      contacts: { state: 'not-set-up' },
      sponsor: { state: 'value' },
    });
    const unfed = { ...facts, mapped: { ...facts.mapped, reviews: false } };
    expect(answers(relationshipQuality, unfed, '2025-06-30').partner('Wide')).toMatchObject({
      contacts: { state: 'value' },
      'review-overdue': { state: 'not-set-up', missing: expect.stringContaining('"reviews"') },
    });
  });
});
