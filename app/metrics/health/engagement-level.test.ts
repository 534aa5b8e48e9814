import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account } from '../testing/facts.ts';
import { engagementLevel } from './engagement-level.ts';

const names = ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'];
const only = { 'portal-logins': false, downloads: false, 'tool-use': false, emails: false, engagements: false };
const registered = (sourced: string, count: number) =>
  Array.from({ length: count }, () => ({ sourced, registered: '2025-06-01' }));
const words: AccountWords = {
  partners: names.map((name) => ({ name })),
  deals: [...registered('Acme', 5), ...registered('Bolt', 2), ...registered('Cord', 2)],
};
const ask = (more: AccountWords) => answers(engagementLevel, account({ ...words, ...more }), '2025-06-30');

describe('the engagement level', () => {
  it('is the percentile within the segment: 5 registrations stand above 4 of 5 and beside themselves, (4 + 1/2) / 5', () => {
    const said = ask({ mapped: only });
    expect(said.partner('Acme').level).toMatchObject({ value: 90, qualifier: 'deals-only', sample: 5 });
    // Two alike: two below them, two alike, (2 + 1) / 5.
    expect(said.partner('Bolt').level).toMatchObject({ value: 60 });
    expect(said.partner('Echo').level).toMatchObject({ value: 20 });
  });

  it('is the mean over what is connected: 90 in registrations, 40 in downloads where one other partner has one', () => {
    const downloads = [{ partner: 'Bolt', date: '2025-06-01', resource: 'deck' }];
    const said = ask({ mapped: { ...only, downloads: true }, feeds: { downloads } });
    // In downloads Bolt has (4 + 1/2) / 5 = 90, the others (0 + 2) / 5 = 40.
    expect(said.partner('Acme').level).toMatchObject({ value: 65, reason: 'From registrations, downloads' });
    expect(said.partner('Bolt').level).toMatchObject({ value: 75 });
  });

  it('compares with partners of the same type where there are five', () => {
    const other = ['One', 'Two', 'Three', 'Four', 'Five'].map((name) => ({ name, type: 'agency' }));
    const partners = [...names.map((name) => ({ name, type: 'reseller' })), ...other];
    const said = ask({ partners, mapped: only });
    expect(said.partner('Acme').level).toMatchObject({ value: 90, sample: 5 });
    expect(said.partner('One').level).toMatchObject({ value: 50, sample: 5 });
  });

  it('says nothing among fewer than five, or of who is not on the roster', () => {
    expect(
      ask({ partners: names.slice(0, 4).map((name) => ({ name })), mapped: only }).partner('Acme').level,
    ).toMatchObject({ state: 'not-enough-data', have: 4, need: 5 });
    const partners = [...names.map((name) => ({ name })), { name: 'Gone', left: '2025-06-30' }];
    expect(ask({ partners, mapped: only }).partner('Gone').level).toMatchObject({ state: 'not-applicable' });
  });
});
