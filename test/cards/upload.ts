import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Lays out what HubSpot has after it unpacked the upload and ran `npm ci` in it: `extensions/` alone, and of packages
 * those in its own lock. Anything a card takes from elsewhere is missing here.
 * @returns the folder that stands for `extensions/`
 */
export async function layOutUpload(dir: string): Promise<string> {
  await cp(path.join(ROOT, 'extensions'), dir, { recursive: true, filter: (from) => !from.includes('node_modules') });
  const app = path.join(dir, 'app');
  const lock: { packages: Record<string, { link?: boolean; resolved?: string }> } = JSON.parse(
    await readFile(path.join(app, 'package-lock.json'), 'utf8'),
  );
  for (const [place, { link, resolved }] of Object.entries(lock.packages)) {
    if (!place.startsWith('node_modules/')) continue;
    const target = path.join(app, place);
    await mkdir(path.dirname(target), { recursive: true });
    if (link) await symlink(path.join(app, resolved ?? ''), target);
    else await cp(path.join(ROOT, place), target, { recursive: true, dereference: true });
  }
  return dir;
}
