/** Which numbers of the product are set beside which columns of the SQL oracle, and whether they agree. */
import { type ExportLine, type Found, find, type Wanted } from './export-lines.ts';
import type { OracleRow } from './run-oracle.ts';

/** What the oracle reads. */
export const SALES_FILES: readonly string[] = ['sales_pipeline.csv', 'products.csv', 'sales_teams.csv'];

interface Comparison extends Wanted {
  readonly title: string;
  /** Column of the oracle's view. */
  readonly column: string;
  readonly digits: number;
  /** Below this many records the product owes no number; the oracle's column counts them. */
  readonly needs?: readonly [column: string, atLeast: number];
}

export interface Verdict {
  readonly title: string;
  readonly same: boolean;
  /** `product | oracle`, for people. */
  readonly cell: string;
}

export interface Compared {
  readonly partners: readonly {
    readonly name: string;
    readonly revenue: number;
    readonly verdicts: readonly Verdict[];
  }[];
  readonly programme: readonly Verdict[];
}

type Row = readonly [title: string, column: string, catalogue: number, measure: string, window: string, digits: number];

const PARTNER_ROWS: readonly Row[] = [
  ['sourced revenue', 'sourced_revenue_w365', 27, 'revenue-365d', 'W365', 0],
  ['close rate', 'close_rate', 43, 'close-rate', 'W365', 4],
  ['undecided', 'registered_undecided', 43, 'undecided', 'W365', 0],
  ['won cycle', 'median_won_cycle_days', 45, 'median', 'W365', 1],
  ['open pipeline', 'open_pipeline', 35, 'sourced', 'as-of', 0],
  ['registered 90d', 'registrations_w90', 6, 'registrations', 'W90', 0],
  ['won 365d', 'deals_won_w365', 31, 'sourced-365d', 'W365', 0],
  ['won 90d', 'deals_won_w90', 31, 'sourced-90d', 'W90', 0],
];

const PROGRAM_ROWS: readonly Row[] = [
  ['sourced revenue', 'sourced_revenue_w365', 27, 'revenue-365d', 'W365', 0],
  ['HHI', 'hhi', 62, 'hhi', 'W365', 4],
  ['top 1 share', 'top_1_share', 62, 'top-1', 'W365', 6],
  ['top 5 share', 'top_5_share', 62, 'top-5', 'W365', 6],
  ['Gini', 'gini', 38, 'gini', 'W365', 6],
  ['active partners', 'active_partners', 37, 'active', 'W90', 0],
  ['mean revenue per active partner', 'mean_revenue_per_active_partner', 37, 'mean', 'W365', 2],
  ['median revenue per active partner', 'median_revenue_per_active_partner', 37, 'median', 'W365', 2],
];

const MINIMUMS: Readonly<Record<string, readonly [string, number]>> = {
  'close rate': ['registered_decided', 5],
  'won cycle': ['deals_won_w365', 3],
};

const comparison =
  (scope: 'partner' | 'program') =>
  ([title, column, catalogue, measure, window, digits]: Row): Comparison => {
    const needs = scope === 'partner' ? MINIMUMS[title] : undefined;
    return { title, column, catalogue, measure, window, digits, scope, ...(needs && { needs }) };
  };

/** Both sides are exact up to the representation of fractions. */
const RELATIVE_TOLERANCE = 1e-9;

function judge(comparison: Comparison, row: OracleRow, found: Found): Verdict {
  const { title, column, needs, digits } = comparison;
  const answer = row[column];
  const expected = answer === null || answer === undefined ? null : Number(answer);
  const isOwed = expected !== null && (needs === undefined || Number(row[needs[0]]) >= needs[1]);
  const right = expected === null ? 'none' : expected.toFixed(digits);
  if (found.kind === 'unclear') return { title, same: false, cell: `${found.count} lines | ${right}` };
  if (found.kind === 'state') return { title, same: !isOwed, cell: `${found.state} | ${right}` };
  const allowed = RELATIVE_TOLERANCE * Math.max(1, Math.abs(expected ?? 0));
  const same = expected !== null && Math.abs(found.value - expected) <= allowed;
  return { title, same, cell: `${found.value.toFixed(digits)} | ${right}${same ? '' : ' DIFFERS'}` };
}

/** @param agents rows of `per_agent` @param programme the row of `whole_programme` */
export function compareSales(
  lines: readonly ExportLine[],
  agents: readonly OracleRow[],
  programme: OracleRow,
): Compared {
  const partners = agents.map((row) => {
    const own = lines.filter((line) => line.partnerName === row.agent);
    const verdicts = PARTNER_ROWS.map(comparison('partner')).map((each) => judge(each, row, find(own, each)));
    return { name: String(row.agent), revenue: Number(row.sourced_revenue_w365), verdicts };
  });
  const whole = PROGRAM_ROWS.map(comparison('program')).map((each) => judge(each, programme, find(lines, each)));
  return { partners, programme: whole };
}
