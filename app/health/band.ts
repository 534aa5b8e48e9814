import { type Band, type BandLines, HEALTH_MODEL } from './model.ts';

const { hysteresis } = HEALTH_MODEL;

/** The band of a shown, rounded score. */
export const bandOf = (score: number, lines: BandLines = HEALTH_MODEL.bands): Band =>
  score >= lines.healthy ? 'healthy' : score >= lines.watch ? 'watch' : 'at-risk';

export interface BandStep {
  /** Rounded score; null where there was none. */
  readonly score: number | null;
  readonly isCapped: boolean;
}

/**
 * The band after a run of week-ends and the date itself, so that lists do not flicker. It changes when two steps in a
 * row agree on another band, or at once when the score is far enough beyond the line. A gap starts afresh.
 */
export function foldBand(steps: readonly BandStep[], lines: BandLines = HEALTH_MODEL.bands): Band | null {
  let band: Band | null = null;
  let previous: Band | null = null;
  for (const { score, isCapped } of steps) {
    const raw = score === null ? null : capped(bandOf(score, lines), isCapped);
    if (raw === null || score === null) {
      band = null;
    } else if (
      band === null ||
      raw === previous ||
      isFarBeyond(score, band, raw, lines) ||
      (isCapped && band === 'healthy')
    ) {
      band = raw;
    }
    previous = raw;
  }
  return band;
}

/** A critical component in red holds the band at Watch at best. */
const capped = (band: Band, isCapped: boolean): Band => (isCapped && band === 'healthy' ? 'watch' : band);

const ORDER: readonly Band[] = ['at-risk', 'watch', 'healthy'];

/** The score stands at least the set number of points past the line between the present band and the next. */
function isFarBeyond(score: number, band: Band, raw: Band, lines: BandLines): boolean {
  if (raw === band) return false;
  const isUp = ORDER.indexOf(raw) > ORDER.indexOf(band);
  const line = isUp
    ? band === 'at-risk'
      ? lines.watch
      : lines.healthy
    : band === 'healthy'
      ? lines.healthy
      : lines.watch;
  return isUp ? score >= line + hysteresis.pointsBeyond : score <= line - 1 - hysteresis.pointsBeyond;
}
