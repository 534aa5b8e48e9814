/**
 * `npm test`: types, static checks, then all tests. Needs Node and the installed packages, nothing else; arguments are
 * handed to Jest. The last line is `N passed, N failed`, counting checks and tests alike.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck } from './checks/run-check.ts';
import { STATIC_CHECKS, TYPE_CHECKS } from './checks/static-checks.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const checks = await runChecks();
const tests = await runTests(process.argv.slice(2));
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function runChecks(): Promise<Counts> {
  let passed = 0;
  const all = [...TYPE_CHECKS, ...STATIC_CHECKS];
  for (const check of all) if (await runCheck(check)) passed += 1;
  return { passed, failed: all.length - passed };
}

async function runTests(args: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-pulse-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await jest([...args, '--json', `--outputFile=${report}`]);
    const counts = readReport(report);
    // A run without tests, or one that ended badly though no test failed, is a failure too.
    const broken = counts.passed === 0 || (code !== 0 && counts.failed === 0);
    return broken ? { ...counts, failed: counts.failed + 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function jest(args: readonly string[]): Promise<number | null> {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return new Promise((resolve, reject) => {
    // With --json Jest prints the report as well; its progress goes to the error output, the report is read from the file.
    const child = spawn(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', ...args], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

function readReport(report: string): Counts {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: Record<string, unknown> = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: Number(numPassedTests), failed: Number(numFailedTests) + Number(numRuntimeErrorTestSuites) };
  } catch {
    // Jest died before it could write; its own output above says why.
    return { passed: 0, failed: 0 };
  }
}
