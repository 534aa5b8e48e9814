import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { hubSpotFilter } from './hubspot-tools.ts';
import { problemsOf, readProject, uploadFiles } from './upload-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const problems = (...paths: string[]) => problemsOf(paths.map((file) => ({ path: file, bytes: 1 })));

it('the upload holds the app and its lock, nothing from outside, no test and no package', async () => {
  const files = await uploadFiles(ROOT, await readProject(ROOT), hubSpotFilter());
  const paths = files.map((file) => file.path);
  expect(paths).toEqual(expect.arrayContaining(['extensions/app/app-hsmeta.json', 'extensions/app/package-lock.json']));
  expect(paths.filter((file) => file.includes('node_modules') || !file.startsWith('extensions/'))).toEqual([]);
  expect(problemsOf(files)).toEqual([]);
});

it('a project whose srcDir is the root would send the server, and is stopped', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'partner-pulse-planted-'));
  for (const file of ['server/main.ts', 'extensions/app/app-hsmeta.json', 'extensions/.env']) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), '{}');
  }
  const files = await uploadFiles(root, { name: 'p', srcDir: '.', platformVersion: '2026.09' }, () => true);
  await rm(root, { recursive: true });
  const found = problemsOf(files);
  expect(found).toHaveLength(2);
  expect(found.join('\n')).toMatch(/server\/main\.ts is outside extensions\//);
  expect(found.join('\n')).toMatch(/extensions\/\.env may hold secrets/);
});

it.each([
  ['extensions/app/cards/card.test.tsx', 'is a test'],
  ['extensions/app/key.pem', 'may hold secrets'],
  ['extensions/app/film.mp4', 'is of a kind that no card needs'],
])('%s is refused: it %s', (file, why) => {
  expect(problems(file)).toEqual([expect.stringContaining(why)]);
});

it('an empty upload is a problem, and so is one larger than HubSpot takes', () => {
  expect(problems()).toEqual([expect.stringContaining('nothing would be sent')]);
  expect(problemsOf([{ path: 'extensions/app/a.json', bytes: 60_000_000 }])).toEqual([
    expect.stringContaining('more than HubSpot takes'),
  ]);
});
