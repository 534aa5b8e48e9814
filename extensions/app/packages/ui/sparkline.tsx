import type { Trend } from '@partner-pulse/contract';
import type { Tone } from '@partner-pulse/words';
import { Image } from './sdk.ts';
import { sparkline } from './svg.ts';
import { INK } from './tone.ts';

const WIDTH_PX = 112;
const HEIGHT_PX = 28;

/** The last twelve months in the space of a word. Nothing is drawn for fewer than two known points. */
export function Sparkline({ trend, tone }: { readonly trend: Trend; readonly tone: Tone }) {
  const points = trend.points.map((point) => ({
    score: point.provenance === 'unavailable' ? null : point.score,
    reconstructed: point.provenance === 'reconstructed',
  }));
  if (points.filter((point) => point.score !== null).length < 2) return null;
  return (
    <Image
      src={sparkline(points, WIDTH_PX, HEIGHT_PX, INK[tone])}
      width={WIDTH_PX}
      height={HEIGHT_PX}
      alt={trend.altText}
    />
  );
}
