/**
 * `npm run metrics` lists the catalogue, `npm run metrics -- ID` prints one definition, and `npm run metrics -- --json` the
 * whole dictionary as one JSON array.
 */

import { NEEDS } from '../app/facts/need.ts';
import { CATALOGUE } from '../app/metrics/catalogue.generated.ts';
import { print } from './lib/print.ts';

const metrics = CATALOGUE.map(({ meta, partner, program }) => ({
  ...meta,
  mustMap: meta.needs.map((need) => NEEDS[need]),
  forPartner: partner !== undefined,
  forProgram: program !== undefined,
})).toSorted((a, b) => a.catalogue - b.catalogue);

const [asked] = process.argv.slice(2);

if (asked === '--json') {
  print(`${JSON.stringify(metrics, null, 2)}\n`);
} else if (asked === undefined) {
  for (const { catalogue, id, question } of metrics) {
    print(`${String(catalogue).padStart(4)}  ${id.padEnd(28)} ${question}\n`);
  }
} else {
  const one = metrics.find(({ id, catalogue }) => id === asked || String(catalogue) === asked);
  if (one) print(definitionOf(one));
  else {
    process.stderr.write(`No metric is named ${asked}; "npm run metrics" lists them.\n`);
    process.exitCode = 1;
  }
}

function definitionOf(metric: (typeof metrics)[number]): string {
  const list = (items: readonly string[]) => items.join('; ') || 'none';
  const measures = Object.entries(metric.measures).map(
    ([key, { label, window, unit }]) => `  ${key.padEnd(26)} ${window.padEnd(13)} ${unit.padEnd(10)} ${label}`,
  );
  return `${[
    `${metric.catalogue} ${metric.name} (${metric.id})`,
    metric.question,
    `Formula: ${metric.formula}`,
    `Needs: ${list(metric.mustMap)}`,
    `Left out: ${list(metric.exclusions)}`,
    `Decision: ${metric.decision}`,
    `Sources: ${list(metric.sources)}`,
    `Version: ${metric.version} (${list(metric.changelog)})`,
    'Measures: name, window, unit, label',
    ...measures,
  ].join('\n')}\n`;
}
