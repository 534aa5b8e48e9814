/** `npm run generate` writes every generated file; `npm run generate -- --check` says which are out of date. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateCataloguePage } from './generate/catalogue-page.ts';
import { generateEnvExample } from './generate/env-example.ts';
import { generateExtensionsLock } from './generate/extensions-lock.ts';
import { generateFeedsPage } from './generate/feeds-page.ts';
import type { GeneratedFile } from './generate/generated-file.ts';
import { generateMetrics } from './generate/metrics.ts';
import { generateWebhooks } from './generate/webhooks.ts';

/** One line per generator. */
const generators: readonly (() => readonly GeneratedFile[])[] = [
  generateEnvExample,
  generateMetrics,
  generateFeedsPage,
  generateCataloguePage,
  generateExtensionsLock,
  generateWebhooks,
];

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const outdated: string[] = [];

for (const { path, content } of generators.flatMap((generate) => generate())) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
  outdated.push(path);
  if (check) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

if (check && outdated.length > 0) {
  process.stderr.write(`Out of date: ${outdated.join(', ')}. Run "npm run generate" and commit the result.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(outdated.length > 0 ? `Written: ${outdated.join(', ')}\n` : 'Generated files are up to date.\n');
}
