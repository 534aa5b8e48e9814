import type { Reason } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import type { Driver } from '../../app/health/drivers.ts';
import type { PartnerHealth } from '../../app/health/health.ts';
import type { PartnerModel } from '../compute/models.ts';
import { COMPONENT_WORDS, type Voice } from './component-words.ts';
import { exclusionsText, recordsOf } from './evidence-words.ts';

const REASONS_SHOWN = 3;
/** Written properties are read by everyone in the account: one language, the product's own. */
const WRITTEN_LOCALE = 'en-US';

interface Told {
  readonly driver: Driver;
  readonly text: string;
  readonly points: number;
  readonly effect: 'better' | 'worse';
}

/** The largest movements first; where too little moved, what holds the score down or up. */
export function reasonsFor(model: Pick<PartnerModel, 'health' | 'evidence'>, voice: Voice): Reason[] {
  return tell(model.health, voice)
    .slice(0, REASONS_SHOWN)
    .map(({ driver, text, points, effect }) => ({
      metricId: COMPONENT_WORDS[driver.key].metricId,
      metricName: COMPONENT_WORDS[driver.key].name,
      text,
      points,
      pointsText: voice.f.signedPoints(points),
      effect,
      records: recordsOf(model.evidence[driver.key], voice.f),
      exclusionsText: exclusionsText(model.evidence[driver.key], voice.f),
    }));
}

/** The first reason as one sentence, for the property that lists and workflows show. */
export function topReason(health: PartnerHealth, currency: string): string {
  const voice = { f: createFormatter({ locale: WRITTEN_LOCALE, timeZone: 'UTC' }), currency };
  if (health.point.state === 'new') return 'New partner: no score yet, by design';
  if (health.point.state === 'left') return 'Left the programme';
  if (health.point.state !== 'scored') return 'Not enough data for a score';
  const [first] = tell(health, voice);
  return first ? `${first.text} (${voice.f.signedPoints(first.points)})` : 'No single reason stands out';
}

/** The largest reason of one effect as a sentence, in the viewer's language; null where there is none. */
export function causeOf(health: PartnerHealth, effect: Told['effect'], voice: Voice): string | null {
  if (health.point.state !== 'scored') return null;
  const first = tell(health, voice).find((told) => told.effect === effect);
  return first ? `${first.text} (${voice.f.signedPoints(first.points)})` : null;
}

/** What moved the score when it moved; what carries it and what weighs on it when it did not. */
function tell(health: PartnerHealth, voice: Voice): Told[] {
  const { key } = health.direction;
  const moved = health.drivers.flatMap((driver) => movement(driver, voice));
  if (moved.length > 0 && (key === 'improving' || key === 'declining')) return moved;
  return health.drivers
    .filter((driver) => driver.now.points !== null && driver.now.value !== null)
    .map((driver) => standing(driver, health, voice))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function movement(driver: Driver, voice: Voice): Told[] {
  const points = Math.round(driver.change ?? 0);
  if (points === 0) return [];
  const effect = points > 0 ? 'better' : 'worse';
  return [{ driver, points, effect, text: movementText(driver, voice) }];
}

function movementText(driver: Driver, voice: Voice): string {
  const words = COMPONENT_WORDS[driver.key];
  const now = driver.now.value;
  const before = driver.before?.value ?? null;
  if (now === null) return `${words.name} can no longer be told`;
  const to = words.value(voice, now);
  if (before === null) return `${words.name} can be told now: ${to}`;
  const from = words.value(voice, before);
  if (from === to) return `${words.subject} still at ${to}, while comparable partners moved`;
  return `${words.subject} ${now > before ? 'rose' : 'fell'} from ${from} to ${to}`;
}

/** Points a component adds above, or takes below, the middle of its bars. */
function standing(driver: Driver, health: PartnerHealth, voice: Voice): Told {
  const words = COMPONENT_WORDS[driver.key];
  const now = driver.now.points ?? 0;
  const points = Math.round((driver.now.weight * (now - 50)) / (health.score.knownWeight || 1));
  const text = `${points < 0 ? 'Against it' : 'In its favour'}: ${words.name.toLowerCase()}, ${words.value(voice, driver.now.value ?? 0)}`;
  return { driver, text, points, effect: points < 0 ? 'worse' : 'better' };
}
