/** The five steps of the first run: what is set, and what the account holds for it. */
import type { SettingsReady } from '@partner-pulse/contract';
import {
  BAND_TONES,
  BAND_WORDS,
  CONFLICT_TITLES,
  type Formatter,
  partnersText,
  SETTINGS_WORDS,
  UNKNOWN_COUNT,
  userName,
} from '@partner-pulse/words';
import { bandValue } from '../../../app/plans/property-plan.ts';
import { topReason } from '../reasons.ts';
import { ownerName } from './score.ts';
import type { SettingsData } from './settings-data.ts';
import {
  RECURRING_CHOICES,
  registrationChoices,
  registrationText,
  startDateChoices,
  startDateText,
  withPresent,
} from './sources.ts';

const TYPES_OF_VALUES = new Set(['enumeration', 'bool']);

export function partnerStep(data: SettingsData, f: Formatter): SettingsReady['partners'] {
  const { partnerRule } = data.portal.settings;
  const { counts, ruleCounts } = data;
  const chosen = new Set(partnerRule.in);
  const found = new Map((ruleCounts ?? []).map(({ value, count }) => [value, count]));
  const values = [...new Set([...found.keys(), ...partnerRule.in])];
  const property = data.properties.companies.find(({ name }) => name === partnerRule.property);
  return {
    property: partnerRule.property,
    values: [...partnerRule.in],
    properties: withPresent(
      data.properties.companies
        .filter(
          ({ type, name }) => TYPES_OF_VALUES.has(type) && !name.startsWith('hs_') && !name.startsWith('partner_pulse'),
        )
        .map(({ name, label }) => ({ value: name, label }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
      partnerRule.property,
    ),
    counts: values.map((value) => ({
      value,
      label: value,
      // A chosen value that no company holds is a true zero once the property was read.
      countText: ruleCounts === null ? UNKNOWN_COUNT : f.count(found.get(value) ?? 0, 'company'),
      isChosen: chosen.has(value),
    })),
    summary:
      data.portal.backfilledMs === null
        ? 'Companies are still being read for the first time.'
        : partnersText(f, counts.partners, counts.companies),
    warning: partnerWarning(data, property?.label ?? partnerRule.property),
  };
}

function partnerWarning({ portal, ruleCounts, counts }: SettingsData, label: string): string | null {
  if (portal.settings.partnerRule.in.length === 0)
    return 'Choose at least one value: without one, no company is a partner.';
  if (portal.backfilledMs === null) return null;
  if (ruleCounts === null) return `"${label}" has not been read yet. The next sync reads it.`;
  if (counts.partners === 0) return `No company fits. Choose another value of "${label}", or another property.`;
  return null;
}

export function rolesStep(data: SettingsData, f: Formatter): SettingsReady['roles'] {
  const { roles } = data.portal.settings;
  const used = new Map(data.counts.labels.map(({ value, count }) => [value, count]));
  const names = [
    ...new Set([
      ...used.keys(),
      ...data.labels.flatMap(({ label, category }) =>
        label === null || category === 'HUBSPOT_DEFINED' ? [] : [label],
      ),
      ...Object.keys(roles.labels),
    ]),
  ];
  const isSet = roles.property !== null || Object.keys(roles.labels).length > 0;
  const { withProperty } = data.counts;
  return {
    labels: names.map((label) => ({
      label,
      countText: f.count(used.get(label) ?? 0, 'deal'),
      role: roles.labels[label] ?? null,
    })),
    property: roles.property,
    properties: withPresent(
      data.properties.deals
        .filter(
          ({ type, name }) =>
            (type === 'string' || type === 'enumeration') &&
            !name.startsWith('hs_') &&
            !name.startsWith('partner_pulse'),
        )
        .map(({ name, label }) => ({ value: name, label }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
      roles.property?.name ?? '',
    ),
    lines: [
      { label: 'Deals read', value: f.count(data.counts.deals, 'deal') },
      { label: 'Name a partner by label', value: computed(data, f.count(data.counts.byLabel, 'deal')) },
      { label: 'Name a partner by property', value: computed(data, f.count(data.counts.byProperty, 'deal')) },
      ...(roles.property === null
        ? []
        : [
            {
              label: 'Hold something in the property',
              value: withProperty === null ? UNKNOWN_COUNT : f.count(withProperty, 'deal'),
            },
          ]),
    ],
    conflicts: data.conflicts.map(({ kind, ids, total }) => ({
      title: `${CONFLICT_TITLES[kind] ?? kind}: ${f.count(total, 'deal')}`,
      ids: [...ids],
      total,
      moreText: total > ids.length ? `and ${f.number(total - ids.length)} more` : null,
    })),
    warning: isSet ? null : 'Neither a label nor a property is set: no deal can be told to be a partner deal.',
  };
}

const computed = (data: SettingsData, text: string): string => (data.computation === null ? 'not computed yet' : text);

const NO_FUNNEL =
  'No stage is mapped to qualified, proposal or negotiation: metrics of the funnel say "Not set up" until one is.';

export function stagesStep(data: SettingsData, f: Formatter): SettingsReady['stages'] {
  const { settings } = data.portal;
  const deals = new Map(data.counts.stages.map(({ pipeline, stage, count }) => [`${pipeline}\n${stage}`, count]));
  const pipelines = new Map<string, SettingsReady['stages']['pipelines'][number] & { total: number }>();
  for (const stage of data.stages) {
    const pipeline = pipelines.get(stage.pipeline) ?? {
      id: stage.pipeline,
      label: stage.pipelineLabel,
      countText: '',
      stages: [],
      total: 0,
    };
    pipelines.set(stage.pipeline, pipeline);
    const count = deals.get(`${stage.pipeline}\n${stage.stage}`) ?? 0;
    pipeline.total += count;
    pipeline.stages.push({
      id: stage.stage,
      label: stage.label,
      countText: f.count(count, 'deal'),
      step: settings.stages[stage.pipeline]?.[stage.stage] ?? null,
      defaultText: stage.isClosed ? (stage.probability === 1 ? 'Won, as HubSpot says' : 'Lost, as HubSpot says') : null,
    });
  }
  const steps = Object.values(settings.stages).flatMap((stages) => Object.values(stages));
  const isFunnelKnown = steps.some((step) => step === 'qualified' || step === 'proposal' || step === 'negotiation');
  const goalProblem = settings.targetGoal === null ? undefined : data.computation?.summary.goalProblem;
  const warnings = [
    ...(isFunnelKnown ? [] : [NO_FUNNEL]),
    ...(goalProblem === undefined ? [] : [`${goalProblem}. Until then it is no target.`]),
  ];
  const startDate = startDateText(settings.partner.startDate);
  const registration = registrationText(settings.registration);
  return {
    pipelines: [...pipelines.values()].map(({ total, ...rest }) => ({ ...rest, countText: f.count(total, 'deal') })),
    startDate,
    startDates: startDateChoices(data.properties.companies, startDate),
    registration,
    registrations: registrationChoices(data.properties.deals, registration),
    recurring: settings.recurringRevenue,
    recurringSources: [...RECURRING_CHOICES],
    goal: settings.targetGoal ?? '',
    warning: warnings.length > 0 ? warnings.join(' ') : null,
  };
}

type BandCount = SettingsReady['preview']['bands'][number];
const BANDS = ['healthy', 'watch', 'at-risk', 'not-enough-data', 'new'] as const;
export const bandWord = (key: BandCount['key']): string => (key === 'new' ? 'New, no score yet' : BAND_WORDS[key]);
export const bandTone = (key: BandCount['key']): BandCount['tone'] => (key === 'new' ? 'neutral' : BAND_TONES[key]);

/** All five, also those that nobody is in: here 0 is known. */
export const bandCounts = (bands: Readonly<Record<string, number>>, f: Formatter): BandCount[] =>
  BANDS.map((key) => ({
    key,
    word: bandWord(key),
    tone: bandTone(key),
    count: bands[key] ?? 0,
    countText: f.count(bands[key] ?? 0, 'partner'),
  }));

export function previewStep(data: SettingsData, f: Formatter): SettingsReady['preview'] {
  const { computation } = data;
  if (computation === null) return { summary: null, bands: [], samples: [] };
  return {
    summary: `As of ${f.day(computation.asOfDay)}: ${f.count(computation.summary.partners, 'partner')}.`,
    bands: bandCounts(computation.summary.bands, f),
    samples: data.samples.flatMap((model) => {
      if (model.kind !== 'partner') return [];
      const band = bandValue(model.health);
      const { score } = model.health.point;
      return [
        {
          recordId: model.partner.id,
          // A name reaches the page of an admin only: others see records through HubSpot's own pages.
          name: data.viewer.isAdmin && model.partner.name !== '' ? model.partner.name : `Company ${model.partner.id}`,
          scoreText: score === null ? SETTINGS_WORDS.previewStep.noScore : f.number(score),
          word: model.health.point.state === 'left' ? 'Left the programme' : bandWord(band),
          tone: bandTone(band),
          why: topReason(model.health, computation.currency),
        },
      ];
    }),
  };
}

/** Where the first run stands: the first step that asks for something, else the last. */
export function currentStep(data: SettingsData, steps: Pick<SettingsReady, 'partners' | 'roles'>): number {
  if (steps.partners.warning !== null) return 0;
  if (steps.roles.warning !== null) return 1;
  if (Object.keys(data.portal.settings.stages).length === 0) return 2;
  return data.computation === null ? 3 : 4;
}

type People = Pick<SettingsData, 'viewer' | 'owners'>;

/** By the name of the owner they are, where HubSpot says so. */
export function nameOfUser({ owners }: Pick<SettingsData, 'owners'>, userId: string): string {
  const owner = owners.find((one) => one.userId === userId);
  return owner === undefined ? userName(userId) : ownerName(owners, owner.id);
}

export const personName = (data: People, userId: string | null): string =>
  userId === null ? 'The command line' : userId === data.viewer.userId ? 'You' : nameOfUser(data, userId);
