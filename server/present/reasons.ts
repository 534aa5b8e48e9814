import type { Reason } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import type { Driver, PartnerHealth } from '../../app/health/health.ts';
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

function tell(health: PartnerHealth, voice: Voice): Told[] {
  const moved = health.drivers.flatMap((driver): Told[] => {
    const points = Math.round(driver.change ?? 0);
    const before = driver.before?.value;
    if (points === 0 || before === undefined || before === null || driver.now.value === null) return [];
    const words = COMPONENT_WORDS[driver.key];
    const isUp = driver.now.value > before;
    const from = words.value(voice, before);
    const to = words.value(voice, driver.now.value);
    const text =
      from === to || driver.now.value === before
        ? `${words.subject} at ${to} counts ${points > 0 ? 'more' : 'less'} against comparable partners`
        : `${words.subject} ${isUp ? 'rose' : 'fell'} from ${from} to ${to}`;
    return [{ driver, text, points, effect: points > 0 ? 'better' : 'worse' }];
  });
  const told = new Set(moved.map(({ driver }) => driver.key));
  const standing = health.drivers
    .filter((driver) => !told.has(driver.key) && driver.now.points !== null && driver.now.value !== null)
    .map((driver) => standingReason(driver, health, voice))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return [...moved, ...standing];
}

/** Points a component adds above, or takes below, the middle of its bars. */
function standingReason(driver: Driver, health: PartnerHealth, voice: Voice): Told {
  const words = COMPONENT_WORDS[driver.key];
  const now = driver.now.points ?? 0;
  const points = Math.round((driver.now.weight * (now - 50)) / (health.score.knownWeight || 1));
  const text = `${words.name} ${points < 0 ? 'weighs on the score' : 'carries the score'}: ${words.value(voice, driver.now.value ?? 0)}`;
  return { driver, text, points, effect: points < 0 ? 'worse' : 'better' };
}
