/** What is made from the metric files: the index that the product reads, and the dictionary that people read. */
import type { GeneratedFile } from './generated-file.ts';
import { type MetricFile, readMetricFiles } from './metric-files.ts';
import { metricsPage } from './metrics-page.ts';

// Read once at load, so that generating is synchronous for whoever writes or compares the files.
const files = await readMetricFiles();

/** Generated files by path from the repository's root. */
export function generateMetrics(): readonly GeneratedFile[] {
  const byId = files.toSorted((a, b) => (a.metric.meta.id < b.metric.meta.id ? -1 : 1));
  return [
    { path: 'app/metrics/catalogue.generated.ts', content: index(byId) },
    { path: 'docs/metrics.md', content: metricsPage(byId.map(({ metric }) => metric)) },
  ];
}

function index(byId: readonly MetricFile[]): string {
  return `${[
    '// Made by `npm run generate` from the files in the folders beside this one; do not edit.',
    ...byId
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, exported }) => `import { ${exported} } from './${path}';`),
    "import type { Metric } from './metric.ts';",
    '',
    '/** All metrics, by id. */',
    'export const CATALOGUE: readonly Metric[] = [',
    ...byId.map(({ exported }) => `  ${exported},`),
    '];',
  ].join('\n')}\n`;
}
