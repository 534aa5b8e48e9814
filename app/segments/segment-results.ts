/**
 * Every metric of the programme by segment, and a warning where the total moves one way while each segment moves the
 * other (Simpson 1951): then the mix of partners has changed, and not what partners do.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { packFacts } from '../facts/pack.ts';
import type { FactsView } from '../facts/packing.ts';
import { FEEDS } from '../feeds/feeds.ts';
import type { Day } from '../kit/days.ts';
import { everyMeasure, type MetricResults } from '../metrics/interpret.ts';
import type { Metric } from '../metrics/metric.ts';
import { notEnoughData, type Result } from '../metrics/result.ts';
import { sweep } from '../metrics/sweep.ts';
import { factsOfPartners } from './facts-of-partners.ts';
import { SEGMENT_MINIMUM, type SegmentCell, segmentCells } from './segment.ts';

export interface SegmentResult {
  readonly metric: Metric;
  readonly cell: SegmentCell;
  readonly asOf: Day;
  readonly results: MetricResults;
}

/** Whether a metric can be asked of a part of the programme: not where it reads what is kept for the whole of it alone. */
export function isSegmentable({ meta, program }: Metric): boolean {
  const ofProgram = new Set<string>(
    Object.entries(FEEDS).flatMap(([kind, { subject }]) => (subject === 'program' ? [kind] : [])),
  );
  return program !== undefined && !meta.needs.some((need) => need === 'recruitment' || ofProgram.has(need));
}

/**
 * Results of the programme's metrics by cell, cells as they are at the last of the dates.
 * @param dates ascending
 */
export function segmentResults(
  metrics: readonly Metric[],
  facts: AccountFacts,
  dates: readonly Day[],
  view: FactsView = 'happened',
): SegmentResult[] {
  const last = dates.at(-1);
  if (last === undefined) return [];
  const asked = metrics.filter(isSegmentable).map(({ partner: _, ...metric }) => metric);
  return segmentCells(facts, last).flatMap((cell): SegmentResult[] => {
    if (cell.partners.length < SEGMENT_MINIMUM) {
      const few = notEnoughData(cell.partners.length, SEGMENT_MINIMUM, {
        reason: `${cell.partners.length} of ${SEGMENT_MINIMUM} partners needed in a segment`,
      });
      return dates.flatMap((asOf) =>
        asked.map((metric) => ({ metric, cell, asOf, results: everyMeasure(metric, 'program', few) })),
      );
    }
    const part = factsOfPartners(facts, cell.partners);
    const found: SegmentResult[] = [];
    sweep(asked, part, packFacts(part, view), dates, (metric, partner, asOf, results) => {
      // Results are handed out once and may be reused by the runner.
      if (partner === null) found.push({ metric, cell, asOf, results: { ...results } });
    });
    return found;
  });
}

export interface Movement {
  readonly before: Result | undefined;
  readonly now: Result | undefined;
}

/**
 * True when the total moved and every cell that can be compared moved the other way, of at least two.
 * @param cells the cells of one dimension
 */
export function isOpposite(total: Movement, cells: readonly Movement[]): boolean {
  const direction = directionOf(total);
  const others = cells.map(directionOf).filter((one) => one !== null);
  return direction !== null && direction !== 0 && others.length >= 2 && others.every((one) => one === -direction);
}

function directionOf({ before, now }: Movement): number | null {
  const [from, to] = [before, now].map((result) =>
    result?.state === 'value' && typeof result.value === 'number' ? result.value : null,
  );
  return from === null || to === null || from === undefined || to === undefined ? null : Math.sign(to - from);
}
