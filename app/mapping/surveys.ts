import type { ContactFact } from '../facts/contact.ts';
import type { Coverage, FeedRowFact } from '../facts/feed-row.ts';
import { quarterName } from '../kit/days.ts';
import { readDay, type Zone } from './dates.ts';
import { withPeriod } from './feed-periods.ts';
import { groupBy } from './group-by.ts';
import type { AccountRecords, CrmRecord } from './records.ts';

const FEED = 'survey-answers';

interface Scale {
  readonly kind: 'recommendation' | 'satisfaction';
  readonly least: number;
  readonly most: number;
}

/**
 * Answers that people of partners gave in HubSpot's own surveys, as rows of the feed of survey answers. Known since the
 * day they were given. Surveys of effort and of the account's own making measure something else and are left out.
 */
export function mapSurveys(records: AccountRecords, contacts: readonly ContactFact[], zone: Zone): FeedRowFact[] {
  const submissions = (records.extras.records.feedback_submissions ?? []).filter(({ archived }) => !archived);
  const links = groupBy(records.extras.links['feedback_submissions>contacts'] ?? [], (link) => link.fromId);
  const partnerOf = new Map(contacts.map(({ id, partner }) => [id, partner]));
  const isSevenSteps = surveysOfSevenSteps(submissions);
  return submissions.flatMap((record): FeedRowFact[] => {
    const { id, properties, createdMs } = record;
    const people = (links.get(id) ?? []).filter(({ toId, removedMs }) => removedMs === null && partnerOf.has(toId));
    const contact = people.map(({ toId }) => toId).sort()[0];
    const scale = scaleOf(record, isSevenSteps);
    const score = scoreOf(record);
    if (contact === undefined || scale === null || score === null || score < scale.least || score > scale.most) {
      return [];
    }
    const told = readDay(properties.hs_submission_timestamp, zone);
    const day = typeof told === 'number' ? told : zone.dayOf(createdMs);
    const values = {
      date: day,
      contact,
      // HubSpot's surveys run on and on: what was answered within a quarter is one wave.
      survey: quarterName(day),
      question: nameOf(record),
      kind: scale.kind,
      score,
      scale_least: scale.least,
      scale_most: scale.most,
    };
    const partner = partnerOf.get(contact) ?? null;
    return [{ kind: FEED, key: `feedback/${id}`, partner, customer: null, day, learnedDay: day, values }];
  });
}

const typeOf = ({ properties }: CrmRecord): string | undefined => properties.hs_survey_type?.trim().toUpperCase();

const nameOf = ({ properties }: CrmRecord): string =>
  properties.hs_survey_name?.trim() || properties.hs_survey_type?.trim() || 'survey';

function scoreOf({ properties }: CrmRecord): number | null {
  const text = properties.hs_value?.trim();
  const score = text ? Number(text) : Number.NaN;
  return Number.isFinite(score) ? score : null;
}

/** HubSpot does not say whether satisfaction was asked in five steps or in seven: one answer above five gives it away. */
function surveysOfSevenSteps(submissions: readonly CrmRecord[]): ReadonlySet<string> {
  const above = submissions.filter((record) => typeOf(record) === 'CSAT' && (scoreOf(record) ?? 0) > 5);
  return new Set(above.map(nameOf));
}

function scaleOf(record: CrmRecord, isSevenSteps: ReadonlySet<string>): Scale | null {
  const type = typeOf(record);
  if (type === 'NPS') return { kind: 'recommendation', least: 0, most: 10 };
  if (type === 'CSAT') return { kind: 'satisfaction', least: 1, most: isSevenSteps.has(nameOf(record)) ? 7 : 5 };
  return null;
}

/** HubSpot keeps every answer, so its surveys speak for all days between the first and the last of them. */
export function withSurveys(coverage: Coverage, answers: readonly FeedRowFact[]): Coverage {
  const days = answers.map(({ day }) => day);
  if (days.length === 0) return coverage;
  const told = { from: days.reduce((a, b) => Math.min(a, b)), to: days.reduce((a, b) => Math.max(a, b)) };
  return withPeriod(coverage, FEED, told);
}
