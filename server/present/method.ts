import type { Method } from '@partner-pulse/contract';
import type { PartnerHealth } from '../../app/health/health.ts';
import { type BandLines, HEALTH_MODEL } from '../../app/health/model.ts';
import { profileFor } from '../../app/health/score.ts';
import { COMPONENT_WORDS, type Voice } from './component-words.ts';

export const bandsSaid = ({ watch, healthy }: BandLines): string =>
  `Bands: Healthy from ${healthy}, Watch from ${watch}, At risk below.`;

/** The table of how this partner's score is made: weights and bars, with where each comes from. */
export function methodOf({ score, bands }: PartnerHealth, voice: Voice): Method {
  const { f } = voice;
  const profile = profileFor(score.stage);
  return {
    title: 'How the score is made',
    intro: `Profile "${profile.name}". Each row gives 0 points at its low bar, 100 at its high bar, and a straight line between. The score is their weighted mean.`,
    rows: score.components.map((component) => {
      const words = COMPONENT_WORDS[component.key];
      return {
        name: words.name,
        weightText: f.percent(component.weight),
        lowText: words.value(voice, component.bars.low),
        highText: words.value(voice, component.bars.high),
        sourceText: component.source ?? '',
      };
    }),
    notes: [
      `A score is shown when at least ${f.percent(HEALTH_MODEL.gate.knownWeight)} of the weight is known.`,
      `${bandsSaid(bands ?? HEALTH_MODEL.bands)}${bands ? ' Set by this account.' : ''} A band changes when two week-ends agree, or at once when the score is ${HEALTH_MODEL.hysteresis.pointsBeyond} points beyond the line.`,
      `Direction compares with 13 week-ends ago; ${HEALTH_MODEL.direction.steadyWithinPoints} points either way are steady.`,
    ],
  };
}
