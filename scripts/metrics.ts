/**
 * `npm run metrics` lists the catalogue; `npm run metrics -- --json` prints the whole dictionary as one JSON array.
 */
import { CATALOGUE } from '../app/metrics/catalogue.generated.ts';
import { MAPPING_NAMES } from '../app/metrics/missing-mapping.ts';

const metrics = CATALOGUE.map(({ meta, partner, program }) => ({
  ...meta,
  mustMap: meta.needs.map((need) => MAPPING_NAMES[need]),
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
