import type { Trend } from '@partner-pulse/contract';
import type { Tone } from '@partner-pulse/words';
import { Image } from './sdk.ts';
import { sparkline } from './svg.ts';
import { INK } from './tone.ts';

/** Twelve month ends and today. */
const POINTS = 13;
const WIDTH_PX = 112;
const MIN_WIDTH_PX = 40;
const HEIGHT_PX = 28;

/** The last twelve months in the space of a word. Nothing is drawn for fewer than two known points. */
export function Sparkline({ trend, tone }: { readonly trend: Trend; readonly tone: Tone }) {
  const points = trend.points.slice(-POINTS).map((point) => ({
    score: point.provenance === 'unavailable' ? null : point.score,
    reconstructed: point.provenance === 'reconstructed',
  }));
  const first = points.findIndex((point) => point.score !== null);
  const shown = points.slice(Math.max(0, first));
  if (shown.filter((point) => point.score !== null).length < 2) return null;
  // A shorter history is a shorter line: the same width would pretend the same time.
  const width = Math.max(MIN_WIDTH_PX, Math.round((WIDTH_PX * shown.length) / points.length));
  return (
    <Image src={sparkline(shown, width, HEIGHT_PX, INK[tone])} width={width} height={HEIGHT_PX} alt={trend.altText} />
  );
}
