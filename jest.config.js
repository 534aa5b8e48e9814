import { availableParallelism } from 'node:os';

/** One configuration for every kind of test. `.ts` goes through Node's own type stripping, `.tsx` through esbuild. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': '<rootDir>/test/jest/transform.cjs' },
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/.data/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/jest/global-setup.ts',
  globalTeardown: '<rootDir>/test/jest/global-teardown.ts',
  // Tests wait for PostgreSQL and for processes they start: on two cores one worker alone would leave one idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  watchman: false,
  // A busy machine is no failure: what hangs for a minute hangs.
  testTimeout: 60_000,
};
