/**
 * Sets the product's export of the world `sales-records` beside the same numbers worked out from the CSV by SQL:
 *   node test/oracles/compare-sales-records.ts FILE.jsonl [--as-of 2017-12-31] [--data DIR]
 * Prints ten partners and the programme, compares all partners, and exits with 1 where anything differs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedDataDir } from '../worlds/convert/source-folder.ts';
import { type ExportLine, type Found, find, readExport, type Wanted } from './export-lines.ts';
import { type OracleRow, withOracle } from './run-oracle.ts';

interface Comparison extends Wanted {
  readonly title: string;
  /** Column of the oracle's view. */
  readonly column: string;
  /** Fewer records than this, and the product owes no number; the oracle's column that counts them. */
  readonly needs?: readonly [column: string, atLeast: number];
  readonly digits: number;
}

const partner = { scope: 'partner' } as const;
const program = { scope: 'program' } as const;

const PER_PARTNER: readonly Comparison[] = [
  {
    ...partner,
    title: 'sourced revenue',
    column: 'sourced_revenue_w365',
    catalogue: 27,
    window: 'W365',
    measure: /./,
    digits: 0,
  },
  {
    ...partner,
    title: 'close rate',
    column: 'close_rate',
    catalogue: 43,
    window: 'W365',
    measure: /rate/,
    digits: 4,
    needs: ['registered_decided', 5],
  },
  {
    ...partner,
    title: 'undecided',
    column: 'registered_undecided',
    catalogue: 43,
    window: 'W365',
    measure: /^undecided(-deals)?$/,
    digits: 0,
  },
  {
    ...partner,
    title: 'won cycle',
    column: 'median_won_cycle_days',
    catalogue: 45,
    window: 'W365',
    measure: /^(?!.*(direct|difference|ratio)).*(median|cycle)/,
    digits: 1,
    needs: ['deals_won_w365', 3],
  },
  {
    ...partner,
    title: 'open pipeline',
    column: 'open_pipeline',
    catalogue: 35,
    window: null,
    measure: /^(?!.*(weighted|touched|overdue|deals)).*(pipeline|open)/,
    digits: 0,
  },
  {
    ...partner,
    title: 'registered 90d',
    column: 'registrations_w90',
    catalogue: 6,
    window: 'W90',
    measure: /./,
    digits: 0,
  },
  {
    ...partner,
    title: 'won 365d',
    column: 'deals_won_w365',
    catalogue: 31,
    window: 'W365',
    measure: /^(?!.*(influenced|resold|serviced)).*sourced|^won|^deals/,
    digits: 0,
  },
  {
    ...partner,
    title: 'won 90d',
    column: 'deals_won_w90',
    catalogue: 31,
    window: 'W90',
    measure: /^(?!.*(influenced|resold|serviced)).*sourced|^won|^deals/,
    digits: 0,
  },
];

const WHOLE: readonly Comparison[] = [
  {
    ...program,
    title: 'sourced revenue',
    column: 'sourced_revenue_w365',
    catalogue: 27,
    window: 'W365',
    measure: /./,
    digits: 0,
  },
  { ...program, title: 'HHI', column: 'hhi', catalogue: 62, window: 'W365', measure: /hhi/, digits: 4 },
  {
    ...program,
    title: 'top 1 share',
    column: 'top_1_share',
    catalogue: 62,
    window: 'W365',
    measure: /top-?1/,
    digits: 6,
  },
  {
    ...program,
    title: 'top 5 share',
    column: 'top_5_share',
    catalogue: 62,
    window: 'W365',
    measure: /top-?5/,
    digits: 6,
  },
  { ...program, title: 'Gini', column: 'gini', catalogue: 38, window: 'W365', measure: /gini/, digits: 6 },
  {
    ...program,
    title: 'mean revenue per active partner',
    column: 'mean_revenue_per_active_partner',
    catalogue: 37,
    window: 'W365',
    measure: /mean/,
    digits: 2,
  },
  {
    ...program,
    title: 'median revenue per active partner',
    column: 'median_revenue_per_active_partner',
    catalogue: 37,
    window: 'W365',
    measure: /median/,
    digits: 2,
  },
];

const FILES = ['sales_pipeline.csv', 'products.csv', 'sales_teams.csv'];
const SHOWN = 10;
/** Both sides are exact up to the representation of fractions. */
const RELATIVE_TOLERANCE = 1e-9;

interface Verdict {
  readonly same: boolean;
  readonly cell: string;
}

function judge(comparison: Comparison, row: OracleRow, found: Found): Verdict {
  const { needs, digits } = comparison;
  const answer = row[comparison.column];
  const expected = answer === null || answer === undefined ? null : Number(answer);
  const owed = expected !== null && (needs === undefined || Number(row[needs[0]]) >= needs[1]);
  const right = expected === null ? 'none' : expected.toFixed(digits);
  if (found.kind === 'unclear') return { same: false, cell: `? ${found.lines.join(' ') || 'no such line'} | ${right}` };
  if (found.kind === 'state') return { same: !owed, cell: `${found.state} | ${right}` };
  const same =
    expected !== null && Math.abs(found.value - expected) <= RELATIVE_TOLERANCE * Math.max(1, Math.abs(expected));
  return { same, cell: `${found.value.toFixed(digits)} | ${right}${same ? '' : '  DIFFERS'}` };
}

/** Every third or so by revenue, so that large and small partners are seen. */
function shownNames(agents: readonly OracleRow[]): ReadonlySet<unknown> {
  const ranked = agents
    .filter((row) => Number(row.deals_won_w365) > 0)
    .sort((a, b) => Number(b.sourced_revenue_w365) - Number(a.sourced_revenue_w365));
  const step = Math.max(1, (ranked.length - 1) / (SHOWN - 1));
  return new Set(Array.from({ length: SHOWN }, (_, at) => ranked[Math.round(at * step)]?.agent));
}

function report(lines: readonly ExportLine[], agents: readonly OracleRow[], programme: OracleRow): number {
  const shown = shownNames(agents);
  const table: Record<string, Record<string, string>> = {};
  let differences = 0;
  for (const row of agents) {
    const own = lines.filter((line) => line.partnerName === row.agent);
    const cells: Record<string, string> = {};
    for (const comparison of PER_PARTNER) {
      const { same, cell } = judge(comparison, row, find(own, comparison));
      if (!same) differences += 1;
      cells[comparison.title] = cell;
      if (!same && !shown.has(row.agent)) console.log(`${String(row.agent)}: ${comparison.title} ${cell}`);
    }
    if (shown.has(row.agent)) table[String(row.agent)] = cells;
  }
  console.log('product | SQL over the CSV');
  console.table(table);
  const whole = WHOLE.map((comparison) => ({
    title: comparison.title,
    ...judge(comparison, programme, find(lines, comparison)),
  }));
  console.table(Object.fromEntries(whole.map(({ title, cell }) => [title, { programme: cell }])));
  return differences + whole.filter(({ same }) => !same).length;
}

const { values, positionals } = parseArgs({
  options: { 'as-of': { type: 'string', default: '2017-12-31' }, data: { type: 'string', default: sharedDataDir() } },
  allowPositionals: true,
});
const [file] = positionals;
const sourceDir = join(values.data, 'sales-records');
if (file === undefined) {
  console.error('Name the export: node test/oracles/compare-sales-records.ts FILE.jsonl');
  process.exitCode = 2;
} else if (!existsSync(sourceDir)) {
  console.error(`${sourceDir} is not there; nothing was compared. Name the folder that holds it with --data.`);
  process.exitCode = 2;
} else {
  const lines = readExport(file);
  await withOracle('sales-records', { sourceDir, files: FILES, asOf: values['as-of'] }, async ({ rows }) => {
    const agents = await rows('per_agent');
    const [programme = {}] = await rows('whole_programme');
    const differences = report(lines, agents, programme);
    const compared = agents.length * PER_PARTNER.length + WHOLE.length;
    console.log(`${compared} numbers of ${agents.length} partners and the programme compared, ${differences} differ`);
    if (differences > 0) process.exitCode = 1;
  });
}
