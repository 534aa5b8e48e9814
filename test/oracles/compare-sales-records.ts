/**
 * Sets the product's export of the world `sales-records` beside the same numbers worked out from the CSV by SQL:
 *   node test/oracles/compare-sales-records.ts FILE.jsonl [--as-of 2017-12-31] [--data DIR]
 * Compares every partner and the programme, prints ten partners, and exits with 1 where anything differs, with 2 where
 * nothing could be compared.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedDataDir } from '../worlds/convert/source-folder.ts';
import { readExport } from './export-lines.ts';
import { withOracle } from './run-oracle.ts';
import { type Compared, compareSales, SALES_FILES, type Verdict } from './sales-comparison.ts';

const SHOWN = 10;

/** Every third or so by revenue, so that large and small partners are seen. */
function shownOf(partners: Compared['partners']): Compared['partners'] {
  const ranked = partners.filter(({ revenue }) => revenue > 0).sort((a, b) => b.revenue - a.revenue);
  const step = Math.max(1, (ranked.length - 1) / (SHOWN - 1));
  return ranked.filter((_, at) => Array.from({ length: SHOWN }, (_, n) => Math.round(n * step)).includes(at));
}

const cells = (verdicts: readonly Verdict[]) => Object.fromEntries(verdicts.map(({ title, cell }) => [title, cell]));

/** @returns how many numbers differ */
function print({ partners, programme }: Compared): number {
  console.log('product | SQL over the CSV');
  console.table(Object.fromEntries(shownOf(partners).map(({ name, verdicts }) => [name, cells(verdicts)])));
  console.table(Object.fromEntries(programme.map(({ title, cell }) => [title, { programme: cell }])));
  const all = [
    ...partners.flatMap(({ name, verdicts }) => verdicts.map((verdict) => ({ name, ...verdict }))),
    ...programme.map((verdict) => ({ name: 'programme', ...verdict })),
  ];
  const differing = all.filter(({ same }) => !same);
  for (const { name, title, cell } of differing) console.log(`${name}: ${title} ${cell}`);
  console.log(
    `${all.length} numbers of ${partners.length} partners and the programme compared, ${differing.length} differ`,
  );
  return differing.length;
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
  const question = { sourceDir, files: SALES_FILES, asOf: values['as-of'] };
  const compared = await withOracle('sales-records', question, async ({ rows }) => {
    const [programme = {}] = await rows('whole_programme');
    return compareSales(lines, await rows('per_agent'), programme);
  });
  process.exitCode = print(compared) > 0 ? 1 : 0;
}
