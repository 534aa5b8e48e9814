import { SCORECARD_WORDS } from '@partner-pulse/words';
import { type Html, html } from './html.ts';
import type { ScorecardTile } from './scorecard.ts';

const WIDTH = 260;
const HEIGHT = 64;
const EDGE = 5;

/** Month ends as a line; a month without a number is a gap, never a zero. Colours come from the page's style sheet. */
export function scorecardChart({ months, altText }: ScorecardTile, id: string): Html {
  const known = months.flatMap(({ value }) => value ?? []);
  if (known.length === 0) return html`<p class="none">${SCORECARD_WORDS.noChart}</p>`;
  const lowest = Math.min(0, ...known);
  // All zeros have no span: their line lies on the base.
  const span = Math.max(0, ...known) - lowest || 1;
  const x = (at: number) => round(EDGE + (at * (WIDTH - 2 * EDGE)) / Math.max(1, months.length - 1));
  const y = (value: number) => round(HEIGHT - EDGE - ((value - lowest) * (HEIGHT - 2 * EDGE)) / span);
  const points = months.map(({ value }, at) => (value === null ? null : { x: x(at), y: y(value) }));
  const last = points.findLast((point) => point !== null);
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}"><title id="${id}">${altText}</title><line class="base" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(0)}" y2="${y(0)}"/>${runs(points).map((run) => line(run))}${last ? [html`<circle class="last" cx="${last.x}" cy="${last.y}" r="3.5"/>`] : []}</svg>`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Months that follow each other with a number. */
function runs(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((run) => run.length > 0);
}

function line(run: readonly Point[]): Html {
  const [first] = run;
  if (run.length === 1 && first) return html`<circle class="alone" cx="${first.x}" cy="${first.y}" r="2"/>`;
  return html`<polyline class="line" points="${run.map((point) => `${point.x},${point.y}`).join(' ')}"/>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
