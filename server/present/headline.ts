import type { Action } from '@partner-pulse/contract';
import type { PartnerHealth } from '../../app/health/health.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import type { PartnerModel } from '../compute/models.ts';
import { COMPONENT_WORDS, type Voice } from './component-words.ts';

/** The one sentence of cause. */
export function headlineFor(health: PartnerHealth, { f }: Voice): string {
  if (health.point.state === 'left') return 'This partner has left the programme.';
  if (health.point.score === null) return 'Too little is known for a score.';
  const { key, points } = health.direction;
  if (key === 'improving' || key === 'declining') {
    const sign = key === 'improving' ? 1 : -1;
    const cause = health.drivers.find((driver) => Math.sign(driver.change ?? 0) === sign);
    const because = cause ? `, mostly ${COMPONENT_WORDS[cause.key].name.toLowerCase()}` : '';
    return `${key === 'improving' ? 'Up' : 'Down'} ${f.count(Math.abs(points ?? 0), 'point')} in 13 weeks${because}.`;
  }
  const weakest = weakestOf(health);
  const rest = weakest ? `held back most by ${COMPONENT_WORDS[weakest].name.toLowerCase()}` : 'nothing holds it back';
  return key === 'steady' ? `Steady over 13 weeks, ${rest}.` : `First score, ${rest}.`;
}

/** Below what makes a score healthy. */
const isWeak = (points: number | null, { bands = HEALTH_MODEL.bands }: PartnerHealth): boolean =>
  points !== null && points < bands.healthy;

/** The component that costs the most points, by weight; null when all are good. */
function weakestOf(health: PartnerHealth) {
  const [weakest] = health.score.components
    .filter((component) => isWeak(component.points, health))
    .toSorted((a, b) => b.weight * (100 - (b.points ?? 0)) - a.weight * (100 - (a.points ?? 0)));
  return weakest?.key ?? null;
}

const NAME_SHOWN = 48;

/** A name within a sentence; the whole of it stands above. */
export const shortName = (name: string): string =>
  [...name].length <= NAME_SHOWN
    ? name
    : `${[...name]
        .slice(0, NAME_SHOWN - 1)
        .join('')
        .trimEnd()}…`;

/** A driver that cost fewer points than this is no reason to act. */
const WORTH_A_CALL_POINTS = 3;

/** One thing to do: about what fell most, else about what holds the score back; nothing for a partner that has left. */
export function suggestedAction(model: PartnerModel, _: Voice): Action | null {
  const { health } = model;
  const name = shortName(model.partner.name);
  const ownerName = model.owner?.name ?? null;
  if (health.point.state === 'left') return null;
  if (health.point.state === 'new') {
    const text = `Agree on the first three target accounts with ${name}.`;
    return { text, ownerName, taskSubject: `Plan the first deals with ${name}` };
  }
  const fallen = health.drivers.find(
    ({ change, now }) => (change ?? 0) <= -WORTH_A_CALL_POINTS && isWeak(now.points, health),
  );
  const fell = fallen?.key ?? weakestOf(health);
  if (!fell)
    return { text: `Thank ${name} and ask for a reference.`, ownerName, taskSubject: `Ask ${name} for a reference` };
  const { text, task } = COMPONENT_WORDS[fell].action(name);
  return { text, ownerName, taskSubject: task };
}
