/**
 * `npm run bench [-- sync|memory|cards|compute|all] [--large] [--scale 0.01]`: what the product costs, as ratios within this
 * one run. Times are printed and decide nothing; a count or a ratio that misses its target ends the run with 1. `compute`
 * is run when asked for; `--scale` makes its account smaller.
 */
import { parseArgs } from 'node:util';
import { scratchDatabases } from '../support/scratch-databases.ts';
import { benchCards } from './cards.ts';
import { benchCompute } from './compute.ts';
import { benchMemory } from './memory.ts';
import { createReport, seconds } from './report.ts';
import { benchSync, LARGE, MEDIUM, SMALL } from './sync.ts';

const SECTIONS = ['sync', 'memory', 'cards', 'compute'] as const;
const USUAL = ['sync', 'memory', 'cards'];

const { values, positionals } = parseArgs({
  options: { large: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const asked = positionals.length === 0 ? USUAL : positionals.includes('all') ? SECTIONS : positionals;
const unknown = asked.find((name) => !SECTIONS.some((section) => section === name));
if (unknown !== undefined) {
  process.stderr.write(`There is no section "${unknown}": choose among ${SECTIONS.join(', ')} and all.\n`);
  process.exit(2);
}

const report = createReport((text) => process.stdout.write(text));
const startedMs = performance.now();
const databases = await scratchDatabases();
try {
  if (asked.includes('sync')) {
    await benchSync(report, databases, values.large ? [SMALL, MEDIUM, LARGE] : [SMALL, MEDIUM]);
  }
  if (asked.includes('memory')) await benchMemory(report, databases);
  if (asked.includes('cards')) await benchCards(report, databases);
  if (asked.includes('compute')) await benchCompute(report, Number(values.scale));
} finally {
  await databases.close();
}
report.title(report.missed.length === 0 ? 'All targets hold' : `${report.missed.length} targets missed`);
for (const text of report.missed) report.line(`  ${text}`);
report.line(`  ${seconds(performance.now() - startedMs)} in all`);
process.exitCode = report.missed.length === 0 ? 0 : 1;
