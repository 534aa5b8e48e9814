/** How far the numbers about somebody can be trusted: one rule for the metric, the cards and what is written to HubSpot. */
import type { Finding } from '../../facts/finding.ts';

export type QualityGrade = 'A' | 'B' | 'C' | 'none';

/** The largest share of doubtful deals that still earns the grade. */
const MOST_FOR_A = 0.05;
const MOST_FOR_B = 0.2;

export interface Quality {
  readonly deals: number;
  readonly doubtful: number;
  readonly grade: QualityGrade;
}

/**
 * Deals with any doubt, of all deals. A deal whose partner is disputed is credited to nobody, and is still one of those
 * that are looked at.
 * @param deals record ids
 */
export function qualityOf(deals: readonly string[], findings: readonly Finding[]): Quality {
  const doubtful = new Set(findings.filter(({ record }) => record.type === 'deal').map(({ record }) => record.id));
  const all = new Set([...deals, ...doubtful]);
  return { deals: all.size, doubtful: doubtful.size, grade: gradeOf(doubtful.size, all.size) };
}

/** A up to 5 %, B up to 20 %, C beyond; none without deals. */
export function gradeOf(doubtful: number, deals: number): QualityGrade {
  if (deals === 0) return 'none';
  const share = doubtful / deals;
  return share <= MOST_FOR_A ? 'A' : share <= MOST_FOR_B ? 'B' : 'C';
}
