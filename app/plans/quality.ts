import type { Finding } from '../facts/finding.ts';

export type QualityGrade = 'A' | 'B' | 'C' | 'none';

/**
 * How far the numbers of a partner can be trusted: the share of its deals with any doubt.
 * A up to 5 %, B up to 20 %, C beyond; none without deals.
 */
export function gradeOf(deals: number, findings: readonly Finding[]): QualityGrade {
  if (deals === 0) return 'none';
  const doubtful = new Set(
    findings.filter((finding) => finding.record.type === 'deal').map((finding) => finding.record.id),
  );
  const share = doubtful.size / deals;
  return share <= 0.05 ? 'A' : share <= 0.2 ? 'B' : 'C';
}
