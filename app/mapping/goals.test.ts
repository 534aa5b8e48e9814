import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import { type CrmRecord, NO_EXTRAS } from './records.ts';
import { account, company, partnerCompany, SETTINGS } from './testing/records.ts';

const slice = (id: string, month: string, amount: string | null, more: Record<string, string | null> = {}): CrmRecord =>
  company(id, {
    ...{ hs_goal_name: 'Partner revenue 2026', hs_target_amount: amount },
    ...{ hs_start_datetime: `2026-${month}-01T00:00:00Z`, hs_end_datetime: `2026-${month}-28T23:59:59.999Z` },
    ...more,
  });
const mapped = (goals: readonly CrmRecord[], targetGoal: string | null = 'Partner revenue 2026', timeZone = 'UTC') =>
  mapAccount(
    account({
      companies: [partnerCompany('1')],
      settings: { ...SETTINGS, targetGoal, timeZone },
      extras: { ...NO_EXTRAS, read: ['goal_targets'], records: { goal_targets: goals } },
    }),
  );
const targets = (...from: Parameters<typeof mapped>) =>
  mapped(...from).feedRows.map(
    ({ values, partner }) =>
      `${formatDay(Number(values.starts))} ${formatDay(Number(values.ends))} ${values.amount} ${partner}`,
  );

describe('targets of a HubSpot goal', () => {
  it('are targets of the programme, summed over the people of the goal, period by period', () => {
    const goals = [slice('g1', '01', '1000'), slice('g2', '01', '500.50'), slice('g3', '02', '700')];
    expect(targets(goals)).toEqual(['2026-01-01 2026-01-28 150050 null', '2026-02-01 2026-02-28 70000 null']);
    expect(mapped(goals).mapped).toMatchObject({ targets: true, contacts: false });
  });

  it('have their dates in UTC wherever the account is, and an end at midnight is the day before', () => {
    const ends = { hs_end_datetime: '2026-02-01T00:00:00Z' };
    expect(targets([slice('g1', '01', '1000', ends)], 'partner revenue 2026', 'America/New_York')).toEqual([
      '2026-01-01 2026-01-31 100000 null',
    ]);
  });

  it('count those of teams only where no person has one', () => {
    const team = { hs_assignee_team_id: '7' };
    expect(targets([slice('g1', '01', '1000', team), slice('g2', '01', '900')])).toEqual([
      '2026-01-01 2026-01-28 90000 null',
    ]);
    expect(targets([slice('g1', '01', '1000', team)])).toEqual(['2026-01-01 2026-01-28 100000 null']);
  });

  it('are none for other goals, without an amount, or with an end before the start', () => {
    const goals = [
      slice('g1', '01', '1000', { hs_goal_name: 'Calls made' }),
      slice('g2', '01', null),
      slice('g3', '01', '0'),
      slice('g4', '01', '1000', { hs_end_datetime: '2025-12-31T00:00:00Z' }),
    ];
    expect(targets(goals)).toEqual([]);
    expect(targets([slice('g1', '01', '1000')], null)).toEqual([]);
  });

  describe('that are no money of the account', () => {
    const money = { hs_goal_target_currency_code: 'EUR', hs_kpi_unit_type: 'currency', hs_kpi_metric_type: 'SUM' };
    const problem = (goals: readonly CrmRecord[], name?: string) => mapped(goals, name).goalProblem;

    it('are refused in another currency, with what to do', () => {
      const goals = [slice('g1', '01', '1000', { ...money, hs_goal_target_currency_code: 'USD' })];
      expect(targets(goals)).toEqual([]);
      expect(problem(goals)).toBe(
        'The goal "Partner revenue 2026" is in USD and the account in EUR: set the goal in EUR, or enter the target in the settings',
      );
    });

    it('are refused where the goal counts calls or is an average: 500 calls are not 500 euros', () => {
      expect(targets([slice('g1', '01', '500', { hs_kpi_unit_type: 'number' })])).toEqual([]);
      expect(problem([slice('g1', '01', '500', { hs_kpi_unit_type: 'number' })])).toMatch(
        /does not count money but "number"/,
      );
      expect(problem([slice('g1', '01', '500', { ...money, hs_kpi_metric_type: 'AVG' })])).toMatch(
        /is no sum of money but "AVG"/,
      );
    });

    it('take their whole period with them, and no other', () => {
      const goals = [
        ...[slice('g1', '01', '1000', money), slice('g2', '01', '500', { hs_goal_target_currency_code: 'USD' })],
        slice('g3', '02', '700', money),
      ];
      expect(targets(goals)).toEqual(['2026-02-01 2026-02-28 70000 null']);
      expect(problem(goals)).toMatch(/is in USD/);
    });

    it('are counted where they say they are, or say nothing, and then nothing is wrong', () => {
      expect(targets([slice('g1', '01', '1000', money)])).toEqual(['2026-01-01 2026-01-28 100000 null']);
      expect(problem([slice('g1', '01', '1000', money), slice('g2', '02', '1000')])).toBeUndefined();
    });

    it('a goal that HubSpot does not show is named', () => {
      expect(problem([slice('g1', '01', '1000')], 'Partners 2027')).toBe('HubSpot shows no goal named "Partners 2027"');
      expect(mapped([], null).goalProblem).toBeUndefined();
    });
  });
});
