/**
 * Started as a process of its own with an address that never answers: prints how its request ended. Test files share a
 * process whose globals are not Node's own, so what is set on those has to be seen from outside.
 */
import { createTransport } from '../../server/hubspot/transport.ts';

const transport = createTransport({
  apiBaseUrl: process.argv[2] ?? '',
  connectTimeoutMs: 60_000,
  headersTimeoutMs: 300,
  bodyTimeoutMs: 300,
});

transport({ method: 'GET', path: '/' }).then(
  () => process.stdout.write('answered'),
  (error: unknown) => process.stdout.write(String(error)),
);
