/**
 * The money of a small programme, worked out by hand.
 *
 * Acme, Bolt, Cord, Dash and Echo are partners since 2020; Echo left on 2025-05-31, for a competitor, by its own choice.
 * In June 2025 Acme won 1,000 and a direct deal won 3,000. Acme was paid 200 on 2025-06-20. The programme cost 50 a month
 * for people in all of 2025 and nothing else is known of its costs.
 */
import { describe, expect, it } from '@jest/globals';
import { commissionShare } from '../../../app/metrics/efficiency/commission-share.ts';
import { costPerDollar } from '../../../app/metrics/efficiency/cost-per-dollar.ts';
import { attrition } from '../../../app/metrics/program/attrition.ts';
import { attritionCauses } from '../../../app/metrics/program/attrition-causes.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account } from '../../../app/metrics/testing/facts.ts';

const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}-01`);
const facts = account({
  partners: [
    ...['Acme', 'Bolt', 'Cord', 'Dash'].map((name) => ({ name })),
    { name: 'Echo', left: '2025-05-31', cause: 'competitor', endedBy: 'partner' },
  ],
  deals: [
    { sourced: 'Acme', created: '2025-01-01', won: '2025-06-10', amount: 1000 },
    { created: '2025-01-01', won: '2025-06-10', amount: 3000 },
  ],
  feeds: {
    commissions: [{ partner: 'Acme', paid: '2025-06-20', amount: 200 }],
    'programme-costs': months.map((month) => ({ month, category: 'people', channel: 'partner', amount: 50 })),
  },
});
const JUNE = '2025-06-30';
const DECEMBER = '2025-12-31';

describe('the money of a small programme', () => {
  it('costs 6 x 50 / 1,000 by June, and 12 x 50 / 1,000 by December', () => {
    expect(answers(costPerDollar, facts, JUNE).program['cost-per-dollar']).toMatchObject({
      value: 0.3,
      reason: 'Excludes technology, incentives, marketing, overhead, people in 6 of 12 months',
    });
    expect(answers(costPerDollar, facts, DECEMBER).program['cost-per-dollar']).toMatchObject({ value: 0.6 });
  });

  it('pays 200 of 4,000 in June, which is 200 of 1,000 for Acme, and nothing in December', () => {
    expect(answers(commissionShare, facts, JUNE).program['of-turnover']).toMatchObject({ value: 0.05 });
    expect(answers(commissionShare, facts, JUNE).partner('Acme')['of-partner-revenue']).toMatchObject({ value: 0.2 });
    expect(answers(commissionShare, facts, DECEMBER).partner('Acme').paid).toMatchObject({ value: 0 });
  });

  it('loses one of five partners, by its own choice and to a competitor, but none before May', () => {
    expect(answers(attrition, facts, JUNE).program).toMatchObject({
      attrition: { value: 0.2 },
      voluntary: { value: 0.2 },
      involuntary: { value: 0 },
    });
    expect(answers(attritionCauses, facts, JUNE).program['main-cause']).toMatchObject({ value: 'competitor' });
    expect(answers(attrition, facts, '2025-05-30').program.attrition).toMatchObject({ value: 0 });
  });
});
