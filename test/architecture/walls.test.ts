import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
/** Inside the repository, so that packages are found as usual; named after this process, so that runs do not meet. */
const PLANTED = join(ROOT, '.tmp', `walls-${process.pid}`);

const Config = z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) });
const rules = Config.parse(createRequire(import.meta.url)(CONFIG)).forbidden;

interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

/** One forbidden import per line. Targets that are files of the rooms are created empty. */
const FORBIDDEN: readonly Planted[] = [
  { rule: 'app-is-pure', file: 'app/a.ts', imports: '../server/store/target.ts' },
  { rule: 'app-is-pure', file: 'app/b.ts', imports: 'node:fs' },
  { rule: 'app-is-pure', file: 'app/c.ts', imports: 'zod' },
  { rule: 'app-is-pure', file: 'app/d.ts', imports: '../extensions/app/packages/words/target.ts' },
  { rule: 'app-tests-stay-outside-server', file: 'app/e.test.ts', imports: '../server/store/target.ts' },
  { rule: 'kit-knows-no-business', file: 'app/kit/a.ts', imports: '../facts/target.ts' },
  { rule: 'extensions-stand-alone', file: 'extensions/app/cards/a.ts', imports: '../../../app/facts/target.ts' },
  { rule: 'extensions-stand-alone', file: 'extensions/app/cards/b.ts', imports: '../../../server/store/target.ts' },
  { rule: 'extensions-stand-alone', file: 'extensions/app/cards/c.test.ts', imports: '../../../test/target.ts' },
  {
    rule: 'contract-and-words-show-nothing',
    file: 'extensions/app/packages/contract/a.ts',
    imports: '../ui/target.ts',
  },
  { rule: 'contract-and-words-show-nothing', file: 'extensions/app/packages/words/a.ts', imports: 'react' },
  {
    rule: 'server-shares-contract-and-words-only',
    file: 'server/http/a.ts',
    imports: '../../extensions/app/packages/ui/target.ts',
  },
  { rule: 'nothing-imports-test', file: 'server/sync/a.ts', imports: '../../test/target.ts' },
  { rule: 'nothing-imports-test', file: 'scripts/a.ts', imports: '../test/target.ts' },
  { rule: 'nothing-imports-test', file: 'server/sync/b.ts', imports: '../store/other.test.ts' },
  { rule: 'nothing-imports-scripts', file: 'server/sync/c.ts', imports: '../../scripts/target.ts' },
  { rule: 'http-never-calls-hubspot', file: 'server/http/b.ts', imports: '../hubspot/target.ts' },
  { rule: 'jobs-are-thin', file: 'server/jobs/a.ts', imports: '../sync/target.ts' },
  { rule: 'hubspot-is-a-door', file: 'server/hubspot/a.ts', imports: '../sync/target.ts' },
  { rule: 'only-the-door-imports-the-client', file: 'server/sync/d.ts', imports: '@hubspot/api-client' },
  { rule: 'only-jobs-import-the-queue-library', file: 'server/http/c.ts', imports: 'bullmq' },
  { rule: 'only-jobs-import-the-queue-library', file: 'server/jobs/b.ts', imports: 'bullmq' },
  { rule: 'store-is-the-ground-floor', file: 'server/store/a.ts', imports: '../sync/target.ts' },
  { rule: 'store-is-the-ground-floor', file: 'server/ops/a.ts', imports: '../http/target.ts' },
  { rule: 'settings-come-from-main', file: 'server/sync/e.ts', imports: '../config.ts' },
  { rule: 'server-needs-no-development-package', file: 'server/sync/f.ts', imports: 'fast-check' },
  { rule: 'no-cycles', file: 'server/sync/g.ts', imports: './h.ts' },
  { rule: 'no-lost-imports', file: 'server/sync/i.ts', imports: './nowhere.ts' },
];

/** The like of each that is allowed: a rule that fires here would be too wide. */
const ALLOWED: readonly Omit<Planted, 'rule'>[] = [
  { file: 'app/metrics/fine.ts', imports: '../facts/target.ts' },
  { file: 'app/metrics/fine.test.ts', imports: '../../test/target.ts' },
  { file: 'extensions/app/cards/fine.ts', imports: '../packages/ui/target.ts' },
  { file: 'server/http/fine.ts', imports: '../../extensions/app/packages/contract/target.ts' },
  { file: 'server/http/fine2.ts', imports: '../store/target.ts' },
  // The other half of the cycle, which is reported once.
  { file: 'server/sync/h.ts', imports: './g.ts' },
  { file: 'server/sync/fine.ts', imports: '../../app/facts/target.ts' },
  { file: 'server/sync/fine2.ts', imports: '../hubspot/target.ts' },
  { file: 'server/sync/fine3.ts', imports: 'zod' },
  { file: 'server/sync/fine.test.ts', imports: '../../test/target.ts' },
  { file: 'server/hubspot/fine.ts', imports: '@hubspot/api-client' },
  { file: 'server/jobs/queue.ts', imports: 'bullmq' },
  { file: 'server/main.ts', imports: './config.ts' },
  { file: 'test/fine.ts', imports: '../server/sync/target.ts' },
  { file: 'test/fine2.ts', imports: '../scripts/target.ts' },
];

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('the walls between the rooms', () => {
  let found: string[] = [];

  beforeAll(() => {
    const packages = {
      dependencies: { zod: '*', bullmq: '*', '@hubspot/api-client': '*' },
      devDependencies: { 'fast-check': '*' },
    };
    write('package.json', JSON.stringify(packages));
    for (const { file, imports } of [...FORBIDDEN, ...ALLOWED]) {
      write(file, `import * as it from '${imports}';\nexport const used = it;\n`);
      const isTarget = /target\.ts$|config\.ts$|other\.test\.ts$/.test(imports);
      if (isTarget) write(join(dirname(file), imports), 'export const target = 1;\n');
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        ...['--config', CONFIG, '--output-type', 'json', 'app', 'server', 'extensions', 'scripts', 'test'],
      ],
      { cwd: PLANTED, encoding: 'utf8', maxBuffer: 50_000_000 },
    );
    if (stdout === '') throw new Error(stderr);
    const { violations } = Report.parse(JSON.parse(stdout)).summary;
    found = violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  }, 60_000);
  afterAll(() => rmSync(PLANTED, { recursive: true, force: true }));

  it.each(FORBIDDEN)('$rule stops $file from importing $imports', ({ rule, file }) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it('let through what is meant to pass, and stop nothing else', () => {
    const planted = new Set(FORBIDDEN.map(({ file }) => file));
    expect(found.filter((violation) => !planted.has(violation.split(': ')[1] ?? ''))).toEqual([]);
  });

  it('are each proven by a planted violation and say what to do instead', () => {
    const proven = new Set(FORBIDDEN.map(({ rule }) => rule));
    expect(rules.filter(({ name }) => !proven.has(name)).map(({ name }) => name)).toEqual([]);
    expect(rules.filter(({ comment }) => comment.length < 40)).toEqual([]);
  });
});

function write(path: string, content: string): void {
  const file = join(PLANTED, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
