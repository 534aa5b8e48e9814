import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
/** Biome reads the whole project before it judges promises. */
const TOOL_WITHIN_MS = 120_000;

/** What a linter says about a text, as if it stood in that file. */
function lint(args: readonly string[], text: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input: text });
  return stdout + stderr;
}

const eslint = (file: string, text: string) =>
  lint(
    [
      'node_modules/eslint/bin/eslint.js',
      '--config=extensions/app/eslint.config.js',
      ...['--stdin', '--stdin-filename', file],
    ],
    text,
  );

/** Inside the repository, where its rules apply; the folder is ignored by git, so that must be switched off. */
const PLANTED = join(ROOT, '.tmp', `lint-${process.pid}`);

function biome(text: string): string {
  mkdirSync(PLANTED, { recursive: true });
  const file = join(PLANTED, 'planted.ts');
  writeFileSync(file, text);
  return lint(['node_modules/@biomejs/biome/bin/biome', 'lint', '--colors=off', '--vcs-enabled=false', file], '');
}

describe('the linters', () => {
  afterAll(() => rmSync(PLANTED, { recursive: true, force: true }));

  it(
    'hold cards to HubSpot’s own rules',
    () => {
      const card = (body: string) => `export const Card = (): string => ${body};\n`;
      expect(eslint('extensions/app/cards/Planted.tsx', card("window.localStorage.getItem('a') ?? ''"))).toContain(
        '@hubspot/',
      );
      expect(eslint('extensions/app/cards/Planted.tsx', card("'a'"))).toBe('');
    },
    TOOL_WITHIN_MS,
  );

  it(
    'stop promises nobody waits for, any, and values assumed to be there',
    () => {
      const said = biome(`
        async function work(): Promise<void> {}
        export function forgets(): void {
          work();
        }
        export const anything: any = 1;
        export const first = (list: string[]) => list[0]!;
      `);
      for (const rule of ['noFloatingPromises', 'noExplicitAny', 'noNonNullAssertion']) expect(said).toContain(rule);
    },
    TOOL_WITHIN_MS,
  );
});
