/** What the partner portal exports: logins, downloads, tools, training. */
import { dateOf, dayOf, weekdayFrom } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties } from '../world.ts';
import { LAST_DAY } from './deal-draft.ts';
import type { FeedRows, Listed } from './listed.ts';
import { paceOf } from './pace.ts';

/** The portal keeps a year and a month. */
const FIRST_PORTAL_DAY = LAST_DAY - 399;

/** What partners are offered; the setting `tools` lists them. */
export const TOOLS = ['Registration form', 'Quote tool', 'Campaign builder', 'Demo warehouse'] as const;
const RESOURCES = [
  'Price list 2026',
  'Partner guide',
  'Pitch deck: warehouse planning',
  'Pitch deck: returns',
  'Battle card: spreadsheets',
  'Battle card: suites',
  'Case study: cold chain',
  'Case study: spare parts',
  'Data sheet: tour planning',
  'Contract template',
] as const;

export function feedsOfPortal(seed: number, partners: readonly Listed[]): FeedRows {
  const logins: Properties[] = [];
  const downloads: Properties[] = [];
  const tools: Properties[] = [];
  const training: Properties[] = [];
  for (const partner of partners) {
    const random = seededRandom(seed + Number(partner.id) * 41);
    const { key, member, people } = partner;
    // Whoever registers more logs in more often, and not everybody at a partner has taken the access up.
    const chance = 0.02 + 0.027 * Math.min(4, member.perMonth);
    const users = people.slice(0, Math.max(1, people.length - 1));
    for (let day = FIRST_PORTAL_DAY; day <= LAST_DAY; day += 1) {
      const pace = paceOf(member, day);
      if (pace === null || weekdayFrom(day) !== day) continue;
      for (const user of users) {
        if (!random.chance(chance * pace)) continue;
        const date = dateOf(day);
        logins.push({ partner: key, date, user });
        if (random.chance(0.25)) downloads.push({ partner: key, date, resource: random.pick(RESOURCES), user });
        if (random.chance(0.3)) tools.push({ partner: key, date, tool: toolFor(random, member.perMonth), user });
      }
    }
    training.push(...trainingOf(random, partner));
  }
  return { 'portal-logins': logins, downloads, 'tool-use': tools, training };
}

/** Most know the form; the campaign builder is for those with time for it. */
const toolFor = (random: Random, perMonth: number): string =>
  random.pick(perMonth > 1.5 ? [TOOLS[0], TOOLS[1], TOOLS[1], TOOLS[2], TOOLS[3]] : [TOOLS[0], TOOLS[0], TOOLS[1]]);

interface Course {
  readonly name: string;
  readonly dueDays: number;
  /** Days for which its certificate holds; null where it gives none. */
  readonly holds: number | null;
  readonly days: number;
  readonly modules: readonly string[];
}

const COURSES: readonly Course[] = [
  {
    ...{ name: 'Sales foundations', dueDays: 30, holds: null, days: 9 },
    modules: ['1 Market', '2 Registering a deal', '3 Offer'],
  },
  {
    ...{ name: 'Certified warehouse planner', dueDays: 75, holds: 365, days: 38 },
    modules: ['1 Data', '2 Slotting rules', '2 Slotting rules', '3 Shifts', '4 Exam'],
  },
];

/** Everybody was asked to take it in 2026. */
const NEWS_DAY = dayOf('2026-03-02');
const NEWS: Course = {
  ...{ name: 'What is new in 2026', dueDays: 60, holds: null, days: 6 },
  modules: ['1 Planning', '2 Returns'],
};

/** People are enrolled when the partner signs, or when the courses came; those who begin do not all finish. */
function trainingOf(random: Random, { key, member, people }: Listed): Properties[] {
  const first = Math.max(LAST_DAY - 700, member.since === null ? 0 : dayOf(member.since) + 5);
  const rows: Properties[] = [];
  for (const user of people) {
    for (const course of [...COURSES, NEWS]) {
      // Later hires, and courses that somebody chose later.
      const enrolled = weekdayFrom(course === NEWS ? NEWS_DAY + random.int(0, 120) : first + random.int(0, 330));
      const pace = paceOf(member, enrolled);
      if (enrolled > LAST_DAY || pace === null || !random.chance(course.holds === null ? 0.8 : 0.65)) continue;
      rows.push({
        partner: key,
        enrolled: dateOf(enrolled),
        user,
        course: course.name,
        ...pathOf(random, course, enrolled, pace),
      });
    }
  }
  return rows;
}

/** Days that lie in the future are not known to anybody: they stay empty. */
function pathOf(random: Random, course: Course, enrolled: number, pace: number): Properties {
  const said = (day: number | null) => (day === null || day > LAST_DAY ? null : dateOf(day));
  const started = random.chance(0.4 + 0.5 * Math.min(1, pace)) ? weekdayFrom(enrolled + random.int(1, 12)) : null;
  const days = Math.max(2, Math.round(random.lognormal(course.days, 0.55)));
  const finishes = started !== null && random.chance(0.25 + 0.55 * Math.min(1, pace));
  const completed = finishes && started !== null ? weekdayFrom(started + days) : null;
  const isDone = completed !== null && completed <= LAST_DAY;
  const expires = isDone && course.holds !== null ? completed + course.holds : null;
  const renews = expires !== null && random.chance(0.3 + 0.45 * Math.min(1, pace));
  const renewed = renews ? weekdayFrom(expires - random.int(5, 40)) : null;
  return {
    due: dateOf(enrolled + course.dueDays),
    started: said(started),
    completed: said(completed),
    expires: expires === null ? null : dateOf(expires),
    renewed: said(renewed),
    module: isDone || started === null || started > LAST_DAY ? null : random.pick(course.modules),
  };
}
