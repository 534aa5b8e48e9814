import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { generateExtensionsLock } from '../../scripts/generate/extensions-lock.ts';

it('the upload\u2019s lock is what its package files and the root\u2019s lock make', () => {
  const [file] = generateExtensionsLock();
  expect(file?.path).toBe('extensions/app/package-lock.json');
  expect(readFileSync(path.resolve(import.meta.dirname, '../..', file?.path ?? ''), 'utf8')).toBe(file?.content);
});

it('holds every package that the cards need and no tool of ours', () => {
  const packages = Object.keys(JSON.parse(generateExtensionsLock()[0]?.content ?? '{}').packages);
  expect(packages).toEqual(
    expect.arrayContaining(['node_modules/react', 'node_modules/zod', 'node_modules/@remote-ui/core']),
  );
  expect(packages.filter((name) => /jest|eslint|typescript|express|bullmq/.test(name))).toEqual([]);
});
