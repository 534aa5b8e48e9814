import type { Metric } from '../../app/metrics/metric.ts';
import { type CatalogueItem, ITEMS } from './catalogue-items.ts';
import type { GeneratedFile } from './generated-file.ts';
import { readMetricFiles } from './metric-files.ts';

// From the files, not from the generated index, which is written anew in the same run.
const metricFiles = await readMetricFiles();

/** `docs/catalogue.md`: all items of the catalogue, each with the metric or the part of the product that carries it. */
export function generateCataloguePage(): readonly GeneratedFile[] {
  return [
    {
      path: 'docs/catalogue.md',
      content: cataloguePage(
        ITEMS,
        metricFiles.map(({ metric }) => metric),
      ),
    },
  ];
}

function cataloguePage(items: readonly CatalogueItem[], metrics: readonly Metric[]): string {
  const byNumber = new Map(metrics.map((metric) => [metric.meta.catalogue, metric]));
  const rows = items.map((item) => ({ item, metric: byNumber.get(item.number) }));
  const open = rows.filter(({ item, metric }) => !metric && !item.carried);
  return `${[
    '# Catalogue',
    '',
    'Everything that the two articles behind the product name, as numbered items, and what carries each. Made by',
    '`npm run generate` from the metric files and `scripts/generate/catalogue-items.ts`; change those, not this page.',
    '',
    `Of ${items.length} items ${metrics.length} are metrics, ${items.length - open.length - metrics.length} are carried otherwise, ${open.length} are not built or not listed yet.`,
    '',
    '| No. | Item | Carried by | What it says |',
    '| --: | --- | --- | --- |',
    ...rows.map(({ item, metric }) => `| ${item.number} | ${item.name} | ${carrier(item, metric)} |`),
  ].join('\n')}\n`;
}

function carrier({ carried }: CatalogueItem, metric: Metric | undefined): string {
  const list = (carried?.files ?? []).map((file) => `\`${file}\``);
  if (metric) {
    const link = `[\`${metric.meta.id}\`](metrics.md#${metric.meta.id})`;
    return `${[link, ...list].join(', ')} | ${[metric.meta.question, ...(carried ? [carried.how] : [])].join(' ')}`;
  }
  if (!carried) return 'not built yet | ';
  return `${list.join(', ')} | ${carried.how}`;
}
