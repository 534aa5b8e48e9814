import type { Changes, Judgement } from '@partner-pulse/contract';
import {
  BAND_WORDS,
  CHANGE_KIND_WORDS,
  type Formatter,
  HISTORY_TITLES,
  JUDGEMENT_SAID,
  judgementText,
  type OverrideBand,
  STANDING_WORDS,
  userName,
} from '@partner-pulse/words';
import { MOST_OVERRIDE_DAYS, overrideAt } from '../../app/health/override.ts';
import type { Seen, SinceReview } from '../../app/health/since-review.ts';
import { formatDay, parseDay } from '../../app/kit/days.ts';
import type { Allowed, JudgementRights } from '../../app/mapping/settings.ts';
import { bandValue } from '../../app/plans/property-plan.ts';
import type { AccountView, PartnerModel } from '../compute/models.ts';
import { type JudgementRow, overrideIn } from '../store/judgements.ts';
import { COMPONENT_WORDS, type Voice } from './component-words.ts';

/** Rows of one partner, the newest first, and what the account lets people do. */
export interface Said {
  readonly judgements: readonly JudgementRow[];
  readonly rights: Partial<JudgementRights>;
}

export const NOTHING_SAID: Said = { judgements: [], rights: {} };

/** What a form is filled with beforehand: long enough to matter, short enough to be looked at again. */
const USUAL_DAYS = 30;

/** A person's word in force on the day that the card speaks of. */
export function overrideOn({ judgements }: Said, day: number) {
  const row = judgements.find(({ kind }) => kind !== 'review');
  return overrideAt([(row && overrideIn(row)) ?? null], day);
}

/** The model as a card shows it: what was said since the last computation counts already. */
export function judged(model: PartnerModel, said: Said): PartnerModel {
  const { override: _, ...health } = model.health;
  const override = overrideOn(said, health.asOf);
  return { ...model, health: override ? { ...health, override } : health };
}

export function judgementPart(model: PartnerModel, said: Said, view: AccountView, { f }: Voice): Judgement {
  const { judgements, rights } = said;
  const day = formatDay;
  return {
    seq: judgements[0]?.id ?? 0,
    override: overridePart(model, judgements, f),
    seenText: judgementText.seen(whatIsSeen(seenOf(model, 0), f), f.day(view.asOfDay)),
    until: {
      first: day(view.asOfDay),
      usual: day(view.asOfDay + USUAL_DAYS),
      last: day(view.asOfDay + MOST_OVERRIDE_DAYS),
    },
    overridesText: isOpen(rights.overrides) ? null : JUDGEMENT_SAID.adminsOverride,
    sharingText: isOpen(rights.sharing) ? null : JUDGEMENT_SAID.adminsShare,
    history: judgements.map((row) => ({
      key: String(row.id),
      title: titleOf(row, f),
      whenText: f.dateTime(row.atMs),
      whoText: who(row),
      seenText: judgementText.wasSeen(whatIsSeen(row.seen, f), f.day(row.seen.asOf)),
      note: row.note,
    })),
  };
}

const isOpen = (allowed: Allowed | undefined): boolean => allowed === 'everyone';

export const who = ({ userId, userName: name }: Pick<JudgementRow, 'userId' | 'userName'>): string =>
  name ?? userName(userId);

function overridePart(
  { health }: PartnerModel,
  judgements: readonly JudgementRow[],
  f: Formatter,
): Judgement['override'] {
  const { override, point } = health;
  const row = judgements.find(({ kind }) => kind === 'override');
  if (!override || !row) return null;
  const points = (score: number | null) => (score === null ? null : f.count(score, 'point'));
  return {
    text: judgementText.set(BAND_WORDS[override.band], points(override.score), who(row), f.day(override.lastDay)),
    computedText: judgementText.computed(STANDING_WORDS[bandValue(health)], points(point.score)),
    reasonText: row.note,
  };
}

/** What is kept with a judgement: what the card said of the partner. */
export function seenOf({ health, definitionVersion }: PartnerModel, settingsVersion: number): Seen {
  const { point, score } = health;
  return {
    asOf: point.asOf,
    state: point.state,
    score: point.score,
    band: point.band,
    knownWeight: score.knownWeight,
    components: score.components.map(({ key, points }) => ({ key, points })),
    definitionVersion,
    settingsVersion,
  };
}

/** "58 points, Watch", or that there was no score. */
function whatIsSeen({ score, band, state }: Seen, f: Formatter): string {
  if (score !== null && band !== null) return `${f.count(score, 'point')}, ${BAND_WORDS[band as OverrideBand]}`;
  return state === 'new' || state === 'left' ? STANDING_WORDS[state] : judgementText.noScore;
}

function titleOf(row: JudgementRow, f: Formatter): string {
  const override = overrideIn(row);
  if (!override) return row.kind === 'override-end' ? HISTORY_TITLES['override-end'] : HISTORY_TITLES.review;
  const score = override.score === null ? '' : `, ${f.count(override.score, 'point')}`;
  return HISTORY_TITLES.override(`${BAND_WORDS[override.band]}${score}`, f.day(override.lastDay));
}

const MOVED_SHOWN = 3;

/** What moved since the last review: how the partner behaved, how we measure, or what data came late. */
export function changesSince(model: PartnerModel, { judgements }: Said, voice: Voice): Changes | null {
  const review = judgements.find(({ kind }) => kind === 'review');
  if (!review) return null;
  const { f } = voice;
  const sinceText = judgementText.since(f.date(review.atMs), who(review), whatIsSeen(review.seen, f));
  const since = model.health.sinceReview;
  // A review of a minute ago was not computed with yet; one of years ago is not compared with any more.
  if (since?.reviewId !== review.id) return { sinceText, items: [], emptyText: judgementText.notYet };
  const items = changeItems(since, voice);
  return { sinceText, items, emptyText: items.length === 0 ? judgementText.nothing : null };
}

function changeItems(since: SinceReview, voice: Voice): Changes['items'] {
  const { f } = voice;
  const { split } = since;
  const item = (kind: keyof typeof CHANGE_KIND_WORDS, text: string) => ({
    kind,
    kindWord: CHANGE_KIND_WORDS[kind],
    text,
  });
  if (split === null) {
    if (since.seen === since.now) return [];
    const points = (score: number | null) => (score === null ? judgementText.noScore : f.count(score, 'point'));
    return [item('behaviour', judgementText.noSplit(points(since.seen), points(since.now)))];
  }
  const shown = since.moved.slice(0, MOVED_SHOWN);
  const rest = split.behaviour - shown.reduce((sum, { points }) => sum + points, 0);
  return [
    ...shown.map((one) => item('behaviour', movedText(one, voice))),
    ...(rest === 0 ? [] : [item('behaviour', judgementText.rest(f, rest))]),
    ...(split.definition === 0 ? [] : [item('definition', judgementText.definition(f, split.definition))]),
    ...(split.data === 0
      ? []
      : [
          item(
            'data',
            judgementText.data(
              f,
              split.data,
              since.corrected.map((key) => COMPONENT_WORDS[key].name.toLowerCase()),
            ),
          ),
        ]),
  ];
}

function movedText({ key, points, from, to }: SinceReview['moved'][number], voice: Voice): string {
  const words = COMPONENT_WORDS[key];
  const course = from === null || to === null ? null : `${words.value(voice, from)} to ${words.value(voice, to)}`;
  return judgementText.moved(voice.f, words.name, points, course);
}

/** A calendar date that an override may end on; null for any other. */
export function untilDay(text: string, today: number): number | null {
  const day = parseDay(text);
  return day !== null && day >= today && day <= today + MOST_OVERRIDE_DAYS ? day : null;
}
