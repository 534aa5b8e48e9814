import type { SettingsChange } from '@partner-pulse/contract';
import { settingName } from '@partner-pulse/words';
import { FEED_KINDS } from '../../../app/feeds/feeds.ts';
import { choicesProblem, type ScoreChoices } from '../../../app/health/account-model.ts';
import { choicesOf } from '../../present/settings/score-model.ts';
import { recurringOf, registrationOf, startDateOf } from '../../present/settings/sources.ts';
import { parsePortalSettings } from '../../store/portal-settings.ts';
import { SettingRefused } from './answers.ts';

type Stored = Readonly<Record<string, unknown>>;

/**
 * The stored settings with a change of the page in them. What the page does not name stays as it was, also where only
 * the command line can set it.
 * @throws SettingRefused
 */
export function applyChange(stored: Stored, change: SettingsChange): Stored {
  const present = parsePortalSettings(stored, {});
  const next: Record<string, unknown> = { ...stored };
  if (change.partnerRule) {
    const { property, values } = change.partnerRule;
    if (values.length === 0) {
      throw new SettingRefused('Who is a partner', 'Choose at least one value: without one, no company is a partner.');
    }
    const rule = present.partnerRule;
    const isSame = rule.property === property && rule.in.toSorted().join('\n') === values.toSorted().join('\n');
    if (!isSame) next.partnerRule = { property, in: values, version: rule.version + 1 };
  }
  if (change.labels !== undefined || change.dealProperty !== undefined) {
    next.roles = {
      labels: change.labels ?? present.roles.labels,
      property: change.dealProperty === undefined ? present.roles.property : change.dealProperty,
    };
  }
  if (change.stages) next.stages = { ...present.stages, ...change.stages };
  if (change.startDate !== undefined) {
    const startDate = startDateOf(change.startDate);
    if (startDate === null)
      throw new SettingRefused('Start date of a partner', 'Choose one of the sources in the list.');
    next.partner = { ...objectOf(stored.partner), startDate };
  }
  if (change.registration !== undefined) {
    const registration = registrationOf(change.registration, present.registration);
    if (registration === null) throw new SettingRefused('Registration date', 'Choose one of the sources in the list.');
    next.registration = registration;
  }
  if (change.recurring !== undefined) {
    const source = recurringOf(change.recurring);
    if (source === null) {
      throw new SettingRefused('Recurring revenue of customers', 'Choose one of the sources in the list.');
    }
    next.recurringRevenue = source;
  }
  if (change.goal !== undefined) next.targetGoal = change.goal.trim() || null;
  if (change.segments) next.segments = change.segments;
  if (change.targets) next.targets = checkedTargets(change.targets);
  if (change.writeDeals) next.writeDeals = change.writeDeals;
  if (change.judgements) next.judgements = change.judgements;
  if (change.score === null) delete next.score;
  else if (change.score) next.score = checkedScore(change.score, present.score);
  if (change.feeds) next.feeds = withFeeds(present.feeds, change.feeds);
  return next;
}

const objectOf = (value: unknown): Stored => (typeof value === 'object' && value !== null ? { ...value } : {});

function checkedTargets(targets: NonNullable<SettingsChange['targets']>) {
  const wrong = targets.find(({ from, to }) => from > to);
  if (wrong)
    throw new SettingRefused('Targets', `A target ends after it begins: ${wrong.from} to ${wrong.to} does not.`);
  return targets;
}

function checkedScore(change: NonNullable<SettingsChange['score']>, present: ScoreChoices) {
  const choices = choicesOf(change, present);
  const problem = choicesProblem(choices);
  if (problem !== null) throw new SettingRefused(settingName(['score']), problem);
  return choices;
}

function withFeeds(present: Stored, change: NonNullable<SettingsChange['feeds']>): Stored {
  const feeds: Record<string, unknown> = { ...present };
  for (const [kind, { ownerId, expectedEveryDays }] of Object.entries(change)) {
    if (!FEED_KINDS.some((known) => known === kind)) throw new SettingRefused('Feeds', `There is no feed "${kind}".`);
    feeds[kind] = {
      ...(ownerId === null ? {} : { ownerId }),
      ...(expectedEveryDays === null ? {} : { expectedEveryDays }),
    };
  }
  return feeds;
}
