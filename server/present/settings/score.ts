import type { SettingsReady } from '@partner-pulse/contract';
import { type Formatter, LIFECYCLE_WORDS, SETTINGS_WORDS } from '@partner-pulse/words';
import { accountModel, ownBands } from '../../../app/health/account-model.ts';
import type { Bar } from '../../../app/health/model.ts';
import { HEALTH_MODEL } from '../../../app/health/model.ts';
import { whatIsMapped } from '../../../app/mapping/map-account.ts';
import { type CrmOwner, EXTRA_TYPES } from '../../../app/mapping/records.ts';
import { isExtraWanted } from '../../../app/mapping/wanted-extras.ts';
import { type Activation, activationOf } from '../../../app/metrics/activation.ts';
import { CATALOGUE } from '../../../app/metrics/catalogue.generated.ts';
import { todayIn } from '../../compute/compute-account.ts';
import { EXTRA_STREAMS } from '../../sync/extra-types.ts';
import { COMPONENT_WORDS, type Voice } from '../component-words.ts';
import { bandsSaid } from '../method.ts';
import { scoreModel } from './score-model.ts';
import type { SettingsData } from './settings-data.ts';

const FAMILIES = {
  activity: 'Activity',
  outcome: 'Outcome',
  efficiency: 'Efficiency',
  health: 'Health',
  'data-quality': 'Data quality',
} as const;

/** What settings, feeds and readable records make it possible to say, without loading the account. */
export function mappedOf(data: SettingsData): ReturnType<typeof whatIsMapped> {
  const { settings, missingCapabilities, scopes } = data.portal;
  const granted = EXTRA_STREAMS.filter((stream) => stream.scopes.every((scope) => scopes.includes(scope)));
  const readable = new Set(granted.map(({ kind }) => kind));
  const read = EXTRA_TYPES.filter(
    (type) => readable.has(type) && isExtraWanted(type, settings) && !missingCapabilities.includes(type),
  );
  const coverage = Object.fromEntries(
    [...data.received].map(([kind, ms]) => [kind, { covered: [], lastReceivedDay: todayIn(settings.timeZone, ms) }]),
  );
  const extras = { read, records: {}, links: {}, stages: {}, history: {}, registrations: [] };
  return whatIsMapped({ settings, feeds: { rows: [], coverage }, extras });
}

export function scorePart(data: SettingsData, voice: Voice): SettingsReady['score'] {
  const { f } = voice;
  const { settings } = data.portal;
  const mapped = mappedOf(data);
  const model = accountModel(settings.score);
  const today = todayIn(settings.timeZone, data.nowMs);
  const metrics = CATALOGUE.map(({ meta }) => {
    const one = activationOf(meta, settings, mapped, today);
    return {
      id: meta.id,
      name: meta.name,
      question: meta.question,
      familyText: FAMILIES[meta.category],
      isActive: one.isActive,
      ownerId: one.ownerId,
      ownerText: ownerName(data.owners, one.ownerId),
      cadence: one.cadence,
      ...review(one, f),
      toSwitchOn: [...one.toSwitchOn],
    };
  });
  const active = metrics.filter(({ isActive }) => isActive).length;
  return {
    metrics: metrics.toSorted((a, b) => Number(b.isActive) - Number(a.isActive)),
    limit: settings.activeMetricsLimit,
    summary: `${f.number(active)} of at most ${f.count(settings.activeMetricsLimit, 'metric')} are on.`,
    model: scoreModel(settings.score),
    profiles: model.profiles.map((profile) => ({
      title: profile.name,
      text: `For partners that are ${f.list(profile.stages.map((stage) => LIFECYCLE_WORDS[stage].toLowerCase()))}.`,
      rows: model.components.flatMap((component) => {
        const weight = profile.weights[component.key];
        if (weight === undefined || weight === 0) return [];
        return [
          {
            name: COMPONENT_WORDS[component.key].name,
            weightText: f.percent(weight / 100),
            lowText: barText(component.low, component.key, voice),
            highText: barText(component.high, component.key, voice),
            sourceText: component.source,
          },
        ];
      }),
    })),
    notes: [
      `A score is shown when at least ${f.percent(HEALTH_MODEL.gate.knownWeight)} of the weight is known, from ${f.number(HEALTH_MODEL.gate.categories)} categories or more, and the partner is at least ${f.days(HEALTH_MODEL.newBelowDays)} in.`,
      `${bandsSaid(model.bands)} ${ownBands(settings.score) ? "Set by this account: HubSpot's score circle, whose colours change at other numbers, is not shown." : "HubSpot's score circle changes colour at the same numbers."}`,
      `A band changes when two week-ends agree, or at once when the score is ${HEALTH_MODEL.hysteresis.pointsBeyond} points beyond the line.`,
    ],
  };
}

export const ownerName = (owners: readonly CrmOwner[], id: string | null): string => {
  if (id === null) return SETTINGS_WORDS.nobody;
  const owner = owners.find((one) => one.id === id);
  const name = [owner?.firstName, owner?.lastName].filter(Boolean).join(' ');
  return name === '' ? `Owner ${id}` : owner?.archived ? `${name} (no longer a user)` : name;
};

function review(one: Activation, f: Formatter): { reviewText: string; reviewTone: 'good' | 'warning' | 'neutral' } {
  if (!one.isActive) return { reviewText: 'Not reviewed while off', reviewTone: 'neutral' };
  if (one.reviewDueDay === null) return { reviewText: 'Never reviewed', reviewTone: 'warning' };
  return one.isReviewOverdue
    ? { reviewText: `Was due ${f.day(one.reviewDueDay)}`, reviewTone: 'warning' }
    : { reviewText: `Due ${f.day(one.reviewDueDay)}`, reviewTone: 'good' };
}

function barText(bar: Bar, key: keyof typeof COMPONENT_WORDS, voice: Voice): string {
  if (typeof bar === 'number') return COMPONENT_WORDS[key].value(voice, bar);
  return 'the upper quarter of its segment';
}
