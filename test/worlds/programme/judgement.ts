/** What people found out or agreed with partners: surveys, reviews and plans, competitors, why one is silent or gone. */
import { dateOf, dayOf, weekdayFrom } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties } from '../world.ts';
import { CHARACTERS } from './cast.ts';
import { LAST_DAY } from './deal-draft.ts';
import type { FeedRows, Listed } from './listed.ts';
import type { Member } from './member.ts';
import { paceOf } from './pace.ts';

export function feedsOfJudgement(seed: number, partners: readonly Listed[]): FeedRows {
  const each = (salt: number, rows: (random: Random, partner: Listed) => Properties[]): Properties[] =>
    partners.flatMap((partner) => rows(seededRandom(seed + Number(partner.id) * salt), partner));
  return {
    'survey-answers': each(43, surveyed),
    reviews: each(47, reviewed),
    'other-vendors': each(53, vendors),
    'displacement-risks': each(59, assessed),
    'inactivity-reasons': partners.flatMap(silent),
    'partner-ends': partners.flatMap(ended),
  };
}

const WAVES = [
  ['2025-H2', '2025-10-06'],
  ['2026-H1', '2026-04-13'],
  ['2026-H2', '2026-10-05'],
] as const;

/** How well things go, 0 to 1: what close rates and flow say a person at the partner would feel. */
const mood = (member: Member, pace: number): number =>
  Math.min(1, 0.25 + 0.55 * Math.min(1, pace) + 0.5 * (member.closeRate - 0.25));

function surveyed(random: Random, { key, member, people }: Listed): Properties[] {
  return WAVES.flatMap(([survey, sent]) => {
    const asked = dayOf(sent);
    const pace = paceOf(member, asked);
    if (pace === null) return [];
    return people.flatMap((contact) => {
      const answers = random.chance(0.3 + 0.45 * mood(member, pace));
      const date = dateOf(answers ? weekdayFrom(asked + random.int(0, 18)) : asked);
      const feels = Math.max(0, Math.min(1, mood(member, pace) + 0.5 * (random.next() - 0.5)));
      const question = (words: string, kind: string, least: number, most: number): Properties => ({
        ...{ partner: key, date, contact, survey, question: words, kind },
        score: answers ? String(Math.round(least + feels * (most - least))) : null,
        ...{ scale_least: String(least), scale_most: String(most) },
      });
      return [
        question('How satisfied are you?', 'satisfaction', 1, 5),
        question('Would you recommend us?', 'recommendation', 0, 10),
      ];
    });
  });
}

const PLANNED_TIERS = ['platinum', 'gold'];

/** Reviews each quarter with the two upper tiers, a plan for the year, and somebody of the board for the uppermost. */
function reviewed(random: Random, { key, member }: Listed): Properties[] {
  if (!PLANNED_TIERS.includes(member.tier)) return [];
  const rows: Properties[] = [];
  const add = (day: number, kind: string, expires: number | null) => {
    if (day <= LAST_DAY && paceOf(member, day)) {
      rows.push({ partner: key, date: dateOf(day), kind, expires: expires === null ? null : dateOf(expires) });
    }
  };
  for (let day = dayOf('2025-01-20'); day <= LAST_DAY; day += 91) {
    if (random.chance(member.tier === 'platinum' ? 0.95 : 0.7)) {
      add(weekdayFrom(day + random.int(0, 25)), 'business-review', null);
    }
  }
  const agreed = weekdayFrom(dayOf('2026-01-12') + random.int(0, 40));
  if (random.chance(0.75)) add(agreed, 'joint-plan', dayOf('2026-12-31'));
  if (member.tier === 'platinum') add(weekdayFrom(dayOf('2025-02-03') + random.int(0, 60)), 'executive-sponsor', null);
  return rows;
}

const VENDORS = ['Stowline', 'Routewright', 'Pallas Depot'] as const;

function vendors(random: Random, { key, member }: Listed): Properties[] {
  if (member.type === 'referrer' || !random.chance(0.3)) return [];
  const since = weekdayFrom(LAST_DAY - random.int(60, 600));
  const isOver = random.chance(0.2);
  const ended = isOver ? weekdayFrom(since + random.int(30, 300)) : null;
  return [
    {
      ...{ partner: key, since: dateOf(since), vendor: random.pick(VENDORS) },
      ended: ended === null || ended > LAST_DAY ? null : dateOf(ended),
    },
  ];
}

/** The partner managers judge the upper tiers twice a year. */
function assessed(random: Random, { key, member }: Listed): Properties[] {
  if (!PLANNED_TIERS.includes(member.tier) || member.until !== undefined) return [];
  const day = weekdayFrom(LAST_DAY - random.int(12, 75));
  const row = (level: string, reason: string): Properties[] => [{ partner: key, date: dateOf(day), level, reason }];
  if (member === CHARACTERS.dormant) return row('high', 'Its new managing partner came from Stowline');
  if (member === CHARACTERS.declining) return row('medium', 'Sells Routewright to half of its customers');
  if (random.chance(0.3)) return row('medium', 'Was asked for an offer of another vendor');
  return row('low', 'Nothing heard of others');
}

/** Somebody called those that had gone silent. */
function silent({ key, member }: Listed): Properties[] {
  const on = (date: string, reason: string): Properties[] => [{ partner: key, date, reason }];
  if (member === CHARACTERS.dormant) return on('2026-09-15', 'moved-to-competitor');
  if (member === CHARACTERS.neverActivated) return on('2026-08-11', 'no-time');
  if (member.until !== undefined || member.shape.kind !== 'stopped') return [];
  const day = dateOf(weekdayFrom(LAST_DAY - member.shape.sinceDaysAgo + 100));
  return day < dateOf(LAST_DAY) ? on(day, member.type === 'referrer' ? 'no-fit' : 'champion-left') : [];
}

const CAUSES: Readonly<Record<string, readonly [cause: string, decidedBy: string]>> = {
  'competitive displacement': ['competitor', 'partner'],
  relationship: ['relationship', 'partner'],
  performance: ['performance', 'us'],
};

function ended({ key, member }: Listed): Properties[] {
  if (member.until === undefined) return [];
  const [cause, decidedBy] = CAUSES[member.endReason ?? ''] ?? ['unknown', 'unknown'];
  return [{ partner: key, date: member.until, cause, decided_by: decidedBy }];
}
