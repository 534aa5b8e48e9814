import type { Check } from './run-check.ts';

/** All that can be said about the code without running it. */
export const STATIC_CHECKS: readonly Check[] = [
  { name: 'generated files are up to date', args: ['scripts/generate.ts', '--check'] },
  {
    name: 'format and lint (Biome)',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--max-diagnostics=50', '.'],
  },
  {
    name: 'HubSpot’s rules for cards (ESLint)',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '--config=extensions/app/eslint.config.js',
      '--max-warnings=0',
      'extensions/app',
    ],
  },
  {
    name: 'walls between the rooms (dependency-cruiser)',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      ...['app', 'server', 'extensions', 'scripts', 'test'],
      '--output-type=err-long',
    ],
  },
  { name: 'no dead exports, files or packages (knip)', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

const tsc = (project: string): Check => ({
  name: `types of ${project}`,
  args: ['node_modules/typescript/bin/tsc', '-p', project],
});

/** `app/` is compiled without Node's types: what it cannot see it cannot use. Its tests have a project of their own. */
export const TYPE_CHECKS: readonly Check[] = [
  tsc('app'),
  tsc('app/tsconfig.test.json'),
  tsc('tsconfig.json'),
  tsc('extensions/app'),
];
