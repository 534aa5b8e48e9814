/**
 * `npm run metrics` lists the catalogue; `npm run metrics -- --json` prints the whole dictionary as one JSON array.
 */

import { NEEDS } from '../app/facts/need.ts';
import { CATALOGUE } from '../app/metrics/catalogue.generated.ts';

const metrics = CATALOGUE.map(({ meta, partner, program }) => ({
  ...meta,
  mustMap: meta.needs.map((need) => NEEDS[need]),
  forPartner: partner !== undefined,
  forProgram: program !== undefined,
})).toSorted((a, b) => a.catalogue - b.catalogue);

if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify(metrics, null, 2)}\n`);
} else {
  for (const { catalogue, id, question } of metrics) {
    process.stdout.write(`${String(catalogue).padStart(4)}  ${id.padEnd(28)} ${question}\n`);
  }
}
