/** `node test/cards/pictures.ts`: draws the pictures of docs/pictures anew, from the cards as HubSpot builds them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPreview } from '../preview/build.ts';
import { openStudio, takeShots } from '../preview/shoot.ts';
import { SHOTS } from './shots.ts';

const SHOWN = ['company-scored', 'deal-partner'];
const TARGET = path.resolve(import.meta.dirname, '../../docs/pictures');

const dir = await mkdtemp(path.join(tmpdir(), 'partner-pulse-pictures-'));
const studio = await openStudio(await buildPreview(dir));
try {
  const results = await takeShots(
    studio,
    SHOTS.filter(({ name }) => SHOWN.includes(name)),
    TARGET,
    [1180],
  );
  for (const { name, widthPx, errors } of results) {
    process.stdout.write(`${name}-${widthPx}.png ${errors.length === 0 ? 'drawn' : errors.join(' ')}\n`);
  }
} finally {
  await studio.close();
  await rm(dir, { recursive: true, force: true });
}
