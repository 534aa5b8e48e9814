/** Small drawings as data URIs: a card can show no SVG element, but an image may be one. Shapes only, no text. */
const dataUri = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

export interface SparkPoint {
  /** 0 to 100; null leaves a gap. */
  readonly score: number | null;
  /** Drawn dashed where the point was worked out later. */
  readonly reconstructed: boolean;
}

const EDGE = 4;

/** At least this much of the scale is drawn, so that a change of two points does not look like a fall. */
const MIN_SPAN = 36;

/** A line over time; the last point carries a dot. The picture shows a course; the numbers stand beside it. */
export function sparkline(points: readonly SparkPoint[], width: number, height: number, color: string): string {
  const x = (index: number): number => EDGE + (index * (width - 2 * EDGE)) / Math.max(1, points.length - 1);
  const [low, high] = span(points);
  const y = (score: number): number => height - EDGE - ((score - low) / (high - low)) * (height - 2 * EDGE);
  const lines = points.slice(1).flatMap((to, index) => {
    const from = points[index];
    if (!from || from.score === null || to.score === null) return [];
    const dash = from.reconstructed || to.reconstructed ? ' stroke-dasharray="3 2.5"' : '';
    return [`<path d="M${at(x(index), y(from.score))}L${at(x(index + 1), y(to.score))}"${dash}/>`];
  });
  const last = points.findLastIndex((point) => point.score !== null);
  const lastScore = points[last]?.score ?? null;
  const dot = lastScore === null ? '' : `<circle cx="${x(last)}" cy="${y(lastScore)}" r="3" fill="${color}"/>`;
  return dataUri(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><g fill="none" stroke="${color}" stroke-width="2" stroke-linecap="round">${lines.join('')}</g>${dot}</svg>`,
  );
}

function span(points: readonly SparkPoint[]): readonly [low: number, high: number] {
  const scores = points.flatMap(({ score }) => (score === null ? [] : [score]));
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const half = Math.max(MIN_SPAN, Math.max(...scores) - Math.min(...scores)) / 2;
  return [middle - half, middle + half];
}

/** A bar filled to `value` of 100. */
export function bar(value: number, width: number, height: number, color: string): string {
  const filled = (width * Math.max(0, Math.min(100, value))) / 100;
  const radius = height / 2;
  return dataUri(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><clipPath id="c"><rect width="${width}" height="${height}" rx="${radius}"/></clipPath><g clip-path="url(#c)"><rect width="${width}" height="${height}" fill="#7c98b6" fill-opacity=".22"/><rect width="${filled.toFixed(1)}" height="${height}" fill="${color}"/></g></svg>`,
  );
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
