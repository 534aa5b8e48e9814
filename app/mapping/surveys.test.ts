import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import { type CrmLink, type CrmRecord, type ExtraRecords, NO_EXTRAS } from './records.ts';
import { account, company, link, partnerCompany } from './testing/records.ts';

const tie = (fromId: string, toId: string): CrmLink => ({ ...link(fromId, toId, null), typeId: 98 });
const answer = (id: string, type: string, value: string | null, survey = 'Partners'): CrmRecord =>
  company(id, {
    ...{ hs_survey_type: type, hs_value: value, hs_survey_name: survey },
    hs_submission_timestamp: '2026-02-10T09:00:00Z',
  });

const mapped = (submissions: CrmRecord[], links: CrmLink[], parts: Parameters<typeof account>[0] = {}) => {
  const extras: ExtraRecords = {
    ...NO_EXTRAS,
    read: ['feedback_submissions'],
    records: { feedback_submissions: submissions },
    links: { 'feedback_submissions>contacts': links },
  };
  return mapAccount(
    account({
      companies: [partnerCompany('1'), company('9')],
      contacts: [company('c1', {}), company('c9', {})],
      companyContactLinks: [tie('1', 'c1'), tie('9', 'c9')],
      extras,
      ...parts,
    }),
  );
};

describe('answers to HubSpot surveys', () => {
  it('of people of partners become survey answers, with the scale of their kind', () => {
    const { feedRows, mapped: what } = mapped(
      [answer('f1', 'NPS', '9'), answer('f2', 'CSAT', '4')],
      [tie('f1', 'c1'), tie('f2', 'c1')],
    );
    const day = parseDay('2026-02-10') ?? 0;
    expect(feedRows).toEqual([
      expect.objectContaining({ kind: 'survey-answers', key: 'feedback/f1', partner: 0, day, learnedDay: day }),
      expect.objectContaining({ key: 'feedback/f2' }),
    ]);
    expect(feedRows[0]?.values).toMatchObject({
      ...{ contact: 'c1', survey: '2026-Q1', kind: 'recommendation', score: 9, scale_least: 0, scale_most: 10 },
    });
    expect(feedRows[1]?.values).toMatchObject({ kind: 'satisfaction', score: 4, scale_least: 1, scale_most: 5 });
    expect(what.surveys).toBe(true);
  });

  it('are of seven steps where somebody answered above five', () => {
    const { feedRows } = mapped([answer('f1', 'CSAT', '4'), answer('f2', 'CSAT', '7')], [tie('f1', 'c1')]);
    expect(feedRows.map(({ values }) => values.scale_most)).toEqual([7]);
  });

  it('of customers, without a number, off the scale or about effort are none', () => {
    const submissions = [
      ...[answer('f1', 'NPS', '9'), answer('f2', 'NPS', null), answer('f3', 'NPS', '11'), answer('f4', 'CES', '5')],
    ];
    const links = [tie('f1', 'c9'), ...['f2', 'f3', 'f4'].map((id) => tie(id, 'c1'))];
    expect(mapped(submissions, links)).toMatchObject({ feedRows: [], coverage: {} });
  });

  it('speak for the days between the first and the last, beside the days of the feed', () => {
    const at = parseDay('2026-02-10') ?? 0;
    const covered = [{ from: at - 100, to: at - 1 }];
    const feeds = { rows: [], coverage: { 'survey-answers': { covered, lastReceivedDay: at - 1 } } };
    const { coverage } = mapped([answer('f1', 'NPS', '9')], [tie('f1', 'c1')], { feeds });
    expect(coverage['survey-answers']).toEqual({ covered: [{ from: at - 100, to: at }], lastReceivedDay: at });
  });
});
