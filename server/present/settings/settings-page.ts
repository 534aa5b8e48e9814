import { CONTRACT_VERSION, type SettingsReady } from '@partner-pulse/contract';
import { createFormatter, type Formatter, SEGMENT_WORDS } from '@partner-pulse/words';
import type { SegmentDimension } from '../../../app/mapping/settings.ts';
import { feedsPart } from './feeds.ts';
import { peoplePart } from './people.ts';
import { ownerName, scorePart } from './score.ts';
import type { SettingsData } from './settings-data.ts';
import { statusPart } from './status.ts';
import { currentStep, partnerStep, previewStep, rolesStep, stagesStep } from './steps.ts';
import { targetWords } from './target-words.ts';
import { writeBackPart } from './write-back.ts';

const SEGMENTS: readonly SegmentDimension[] = ['type', 'region', 'tier', 'tenure', 'vertical'];

/** The whole page in the viewer's language. */
export function presentSettings(data: SettingsData, locale: string | undefined): SettingsReady {
  const { settings } = data.portal;
  const f = createFormatter({ locale, timeZone: settings.timeZone });
  const partners = partnerStep(data, f);
  const roles = rolesStep(data, f);
  return {
    contractVersion: CONTRACT_VERSION,
    state: 'ready',
    version: data.portal.settingsVersion,
    isAdmin: data.viewer.isAdmin,
    adminText: data.viewer.isAdmin ? null : howToBecomeAdmin(data),
    currentStep: currentStep(data, { partners, roles }),
    owners: data.owners
      .filter(({ archived }) => !archived)
      .map(({ id }) => ({ value: id, label: ownerName(data.owners, id) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
    status: statusPart(data, f),
    partners,
    roles,
    stages: stagesStep(data, f),
    preview: previewStep(data, f),
    writeBack: writeBackPart(data, f),
    score: scorePart(data, { f, currency: settings.currency }),
    feeds: feedsPart(data, f),
    programme: programmePart(data, f),
    people: peoplePart(data, f),
  };
}

function howToBecomeAdmin({ admins, viewer }: SettingsData): string {
  const who = viewer.userId === undefined ? '' : ` Your HubSpot user id is ${viewer.userId}.`;
  if (admins.length === 0) return `Nobody is an admin yet: whoever installs the app becomes one.${who}`;
  return `Only admins of Partner Pulse can change this. Ask one of them to add you under People and changes.${who}`;
}

function programmePart(data: SettingsData, f: Formatter): SettingsReady['programme'] {
  const { targets, currency, segments, partner } = data.portal.settings;
  const mapped: Readonly<Record<string, string | null>> = { ...partner, tenure: 'start date', startDate: null };
  return {
    currency,
    targets: targets.map((target) => {
      const { money, period } = targetWords(target, currency, f);
      return {
        title: target.partnerId === null ? 'Programme' : `Company ${target.partnerId}`,
        text: `${money}, ${period}`,
        target: { ...target },
      };
    }),
    segments: SEGMENTS.map((key) => ({
      key,
      label: SEGMENT_WORDS[key]?.[0] ?? key,
      note:
        mapped[key] === null
          ? 'No company property is mapped to it, so it sets nobody apart'
          : (SEGMENT_WORDS[key]?.[1] ?? ''),
      isOn: segments.includes(key),
    })),
  };
}
