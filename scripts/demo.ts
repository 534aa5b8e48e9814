/** `npm run demo`: the whole main job on one machine, against a stand-in HubSpot. See scripts/demo/options.ts for flags. */

import { DemoError } from './demo/data-folder.ts';
import { DemoUsageError, parseDemoOptions } from './demo/options.ts';
import { runDemo } from './demo/run-demo.ts';
import { EmbeddedPostgresError } from './embedded/embedded-postgres.ts';

try {
  await runDemo(parseDemoOptions(process.argv.slice(2)));
} catch (error) {
  const isExplained =
    error instanceof DemoUsageError || error instanceof DemoError || error instanceof EmbeddedPostgresError;
  const text = error instanceof Error ? (isExplained ? error.message : error.stack) : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
