import type { Lesson } from '@partner-pulse/contract';
import { LESSON_WORDS } from '@partner-pulse/words';
import type { LeadingRelation } from '../../app/learning/leading-relations.ts';
import type { Lessons } from '../../app/learning/lessons.ts';
import { nameOf } from '../../app/metrics/derived/ideal-partner.ts';
import type { OwnerRef } from '../compute/models.ts';
import type { Voice } from './component-words.ts';
import { departureLessons } from './departure-lessons.ts';
import { shortName } from './headline.ts';
import { lesson, names, says } from './lesson-table.ts';
import { measureName, resultText } from './result-words.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Tables of what the programme can learn; what nothing is known of says what is missing. */
export function lessonSections(lessons: Lessons, owners: ReadonlyMap<string, OwnerRef>, voice: Voice): Lesson[] {
  return [
    goToLesson(lessons, voice),
    traitLesson(lessons, voice),
    ...(lessons.fits.length > 0 ? [fitLesson(lessons, voice)] : []),
    relationLesson(lessons, voice),
    ...departureLessons(lessons.departures, voice),
    enhancementLesson(lessons, owners, voice),
    rewardLesson(lessons, voice),
    commissionLesson(lessons, voice),
    ...(lessons.rateChanges.length > 0 ? [rateLesson(lessons, voice)] : []),
  ];
}

/** HubSpot's own values of an industry are written LIKE_THIS; codes of countries are shorter. */
const marketText = (name: string): string =>
  name.replace(/\b[A-Z][A-Z_]{3,}\b/g, (value) => capital(value.toLowerCase().replaceAll('_', ' ')));

const wonOf = ({ f }: Voice, won: number, lost: number): string => `${f.number(won)} of ${f.number(won + lost)}`;

function goToLesson({ markets, marketCount }: Lessons, voice: Voice): Lesson {
  const words = LESSON_WORDS.goTo;
  const rows = markets.map(({ name, won, lost, goTo }) => [
    says(marketText(name)),
    says(wonOf(voice, won, lost)),
    goTo === null ? says(words.nobody) : names([goTo], wonOf(voice, goTo.won, goTo.lost)),
  ]);
  const more = marketCount > markets.length ? words.more(voice.f, markets.length, marketCount) : null;
  return lesson('go-to', words, [1], rows, more);
}

function traitLesson({ traits }: Lessons, { f }: Voice): Lesson {
  const words = LESSON_WORDS.traits;
  // What is no more frequent at the top is told as tried, not as a finding.
  const rows = traits
    .filter(({ lift }) => lift > 1)
    .map((one) => [
      says(capital(nameOf(one))),
      says(`${f.number(one.top)} of ${f.number(one.partners)}`),
      says(words.times(f, one.lift)),
      says(words.chance(f, one.p)),
      names(one.examples),
    ]);
  const others = traits.filter(({ lift }) => lift <= 1).map((one) => capital(nameOf(one)));
  const note = others.length === 0 ? words.note : `${words.note} ${words.others(others)}`;
  return lesson('traits', words, [1, 2, 3], rows, note);
}

function fitLesson({ fits }: Lessons, { f }: Voice): Lesson {
  const words = LESSON_WORDS.fits;
  const list = (items: readonly string[]) => (items.length === 0 ? words.none : items.map(capital).join('; '));
  const rows = fits.map(({ partner, score, matched, missing, unknown }) => [
    names([partner]),
    says(f.percent(score)),
    says(list(matched)),
    says(list([...missing, ...unknown.map(words.unknown)])),
  ]);
  return lesson('fits', words, [1], rows);
}

/** From which rank correlation on two things go together; ours, for words beside the number. */
const SOME = 0.2;
const STRONG = 0.5;

function relationLesson({ relations }: Lessons, voice: Voice): Lesson {
  const words = LESSON_WORDS.relations;
  const { f } = voice;
  const rows = relations.map(({ metric, measure, lagDays, relation, watch }) => {
    const name = says(words.lag(f, measureName(`${metric}/${measure}`), lagDays));
    const now = says(watchText(watch, voice));
    if (relation.kind === 'not-enough-history')
      return [name, says(words.few(f, relation.have, relation.need)), says(''), says(''), now];
    const { pairs, correlation, topToBottom } = relation;
    return [
      name,
      says(words.sample(f, pairs)),
      says(correlation === undefined ? words.alike : words.correlation(f, strengthOf(correlation), correlation)),
      says(topToBottom === undefined ? words.nothingBelow : words.times(f, topToBottom)),
      now,
    ];
  });
  return lesson('relations', words, [], rows, words.note);
}

function strengthOf(correlation: number): string {
  const { strength } = LESSON_WORDS.relations;
  if (correlation <= -SOME) return strength.against;
  return correlation >= STRONG ? strength.strong : correlation >= SOME ? strength.some : strength.none;
}

function watchText(watch: LeadingRelation['watch'], { f }: Voice): string {
  const words = LESSON_WORDS.relations;
  if (watch === undefined) return words.unwatched;
  if (watch.kind === 'not-enough-history') return words.fewQuarters(f, watch.have, watch.need);
  if (watch.kind === 'holds') return words.holds;
  return (watch.isOverdue ? words.late : words.coming)(f.day(watch.expectedBy));
}

function enhancementLesson({ enhancements }: Lessons, owners: ReadonlyMap<string, OwnerRef>, voice: Voice): Lesson {
  const words = LESSON_WORDS.enhancements;
  const rows = enhancements.map(({ text, source, evidence, concerns, ownerId }) => [
    says(text),
    says(`${measureName(source)}: ${resultText(source, evidence, voice)}`),
    says(voice.f.number(concerns)),
    says(ownerId === null ? words.nobody : (owners.get(ownerId)?.name ?? `Owner ${ownerId}`)),
  ]);
  return lesson('enhancements', words, [2], rows);
}

function rewardLesson({ rewards }: Lessons, voice: Voice): Lesson {
  const words = LESSON_WORDS.rewards;
  const rows = rewards.map(({ rule, met, partners, unknown }) => {
    const key = `${rule.metric}/${rule.measure}`;
    const text = (value: number) => resultText(key, { state: 'value', value }, voice);
    return [
      says(rule.name),
      says(words.atLeast(measureName(key), text(rule.atLeast))),
      says(voice.f.count(met, 'partner')),
      says(voice.f.count(unknown, 'partner')),
      names(partners.map(({ id, name, value }) => ({ id, name: words.example(shortName(name), text(value)) }))),
    ];
  });
  return lesson('rewards', words, [2, 3], rows);
}

function commissionLesson({ commissions }: Lessons, { f, currency }: Voice): Lesson {
  const words = LESSON_WORDS.commissions;
  // Without a single payment every row would say 0 of what was never told.
  const isTold = commissions.some(({ paidMinor }) => paidMinor > 0);
  const rows = (isTold ? commissions : []).map((one) => [
    says(`${words.by[one.by]}: ${one.value}`),
    says(f.number(one.partners)),
    says(f.moneyShort(one.paidMinor, currency)),
    says(f.moneyShort(one.revenueMinor, currency)),
    says(one.effectiveRate === null ? words.noRevenue : f.percent(one.effectiveRate)),
    says(f.percent(one.earning)),
  ]);
  return lesson('commissions', words, [1, 2, 3, 4, 5], rows);
}

function rateLesson({ rateChanges }: Lessons, { f }: Voice): Lesson {
  const words = LESSON_WORDS.rates;
  const change = (share: number | null, unknown: string) =>
    says(share === null ? unknown : words.change(f.percent(Math.abs(share)), share >= 0));
  const rows = rateChanges.map((one) => [
    says(`${f.day(one.day)}, ${one.segment === 'all' ? words.all : one.segment}`),
    says(`${f.percent(one.from)} to ${f.percent(one.to)}`),
    change(one.changed, words.none),
    change(one.others, words.noOthers),
  ]);
  return lesson('rates', words, [1, 2, 3], rows);
}
