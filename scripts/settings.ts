/**
 * npm run settings -- --portal ID [FILE.json]
 * Without a file, prints the account's settings; with one, stores it as the account's differences from the defaults.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readPortal, saveSettings } from '../server/store/portals.ts';
import { fail, withDatabase } from './lib/with-database.ts';

try {
  const { values, positionals } = parseArgs({ options: { portal: { type: 'string' } }, allowPositionals: true });
  const portalId = Number(values.portal);
  const [file] = positionals;
  if (!Number.isSafeInteger(portalId) || portalId <= 0) {
    throw new Error('Usage: npm run settings -- --portal ID [FILE.json]');
  }
  await withDatabase(async (db) => {
    if (file !== undefined) await saveSettings(db, portalId, JSON.parse(readFileSync(file, 'utf8')));
    const { settings } = await readPortal(db, portalId);
    process.stdout.write(`${JSON.stringify(settings, null, 2)}\n`);
  });
} catch (error) {
  fail(error instanceof z.ZodError ? new Error(refusalOf(error)) : error);
}

function refusalOf({ issues }: z.ZodError): string {
  const lines = issues.map(({ path, message }) => `  ${path.length > 0 ? path.join('.') : 'the file'}: ${message}`);
  return ['The file was refused, and no setting was changed:', ...lines].join('\n');
}
