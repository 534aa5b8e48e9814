/**
 * `npm run bench [-- NAME ...] [--large] [--scale 0.01] [--by-metric] [--each]`: what the product costs, as ratios within this one run.
 * Times are printed and decide nothing; a count or a ratio that misses its target ends the run with 1. `--scale` makes the
 * account of `compute` smaller, `--by-metric` adds where the time of a sweep over all metrics goes, `--each` what every metric costs by itself.
 */
import { parseArgs } from 'node:util';
import { scratchDatabases } from '../support/scratch-databases.ts';
import { createReport, seconds } from './report.ts';
import { SECTIONS } from './sections.ts';

const { values, positionals } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    'by-metric': { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const names = SECTIONS.map(({ name }) => name);
const asked = positionals.length === 0 || positionals.includes('all') ? names : positionals;
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no section "${unknown}": choose among ${names.join(', ')} and all.\n`);
  process.exit(2);
}

const report = createReport((text) => process.stdout.write(text));
const startedMs = performance.now();
const databases = await scratchDatabases();
try {
  for (const section of SECTIONS) {
    if (!asked.includes(section.name)) continue;
    const { large, each, 'by-metric': isByMetric } = values;
    await section.run(report, databases, { large, scale: Number(values.scale), isByMetric, isEach: each });
  }
} finally {
  await databases.close();
}
const { missed, judged } = report;
const verdict = judged === 0 ? 'No target was judged' : `All targets hold (${judged})`;
report.title(missed.length === 0 ? verdict : `${missed.length} of ${judged} targets missed`);
for (const text of missed) report.line(`  ${text}`);
report.line(`  ${seconds(performance.now() - startedMs)} in all`);
process.exitCode = missed.length === 0 ? 0 : 1;
