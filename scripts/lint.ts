/** `npm run lint`: every static check, all of them even when one fails. */
import { runCheck } from './checks/run-check.ts';
import { STATIC_CHECKS } from './checks/static-checks.ts';

let failed = 0;
for (const check of STATIC_CHECKS) if (!(await runCheck(check))) failed += 1;
if (failed > 0) process.exitCode = 1;
