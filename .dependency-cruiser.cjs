/**
 * The walls between the rooms (docs: the map in README.md). Every comment says what to do instead; each rule is proven by
 * a planted violation in test/architecture/walls.test.ts.
 */
/** Tests, and the folders of helpers that only tests use. */
const TEST_FILES = '(\\.test\\.tsx?$|/testing/)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'app-is-pure',
      comment:
        'app/ imports nothing outside app/, no package and no part of Node. Pass what it needs as a parameter, or move the code that waits for something to server/.',
      severity: 'error',
      from: { path: '^app/', pathNot: TEST_FILES },
      to: { pathNot: '^app/' },
    },
    {
      name: 'app-tests-stay-outside-server',
      comment:
        'Tests of app/ work on facts alone. A test that needs the server belongs in test/ or beside the server file.',
      severity: 'error',
      from: { path: `^app/.*${TEST_FILES}` },
      to: { path: '^(server|scripts|extensions)/' },
    },
    {
      name: 'kit-knows-no-business',
      comment: 'app/kit/ is arithmetic. Move what needs facts or metrics to the room it speaks of.',
      severity: 'error',
      from: { path: '^app/kit/', pathNot: TEST_FILES },
      to: { path: '^app/', pathNot: '^app/kit/' },
    },
    {
      name: 'extensions-stand-alone',
      comment:
        'HubSpot receives extensions/ and nothing else, so it imports nothing from other rooms. Put shared schemas in packages/contract and shared words in packages/words.',
      severity: 'error',
      from: { path: '^extensions/' },
      to: { path: '^(app|server|test|scripts)/' },
    },
    {
      name: 'contract-and-words-show-nothing',
      comment:
        'packages/contract and packages/words are shared with the server: they import no React, no SDK and no packages/ui.',
      severity: 'error',
      from: { path: '^extensions/app/packages/(contract|words)/' },
      to: { path: '(^extensions/app/(packages/ui|cards|settings|pages)/|node_modules/(react|@hubspot)/)' },
    },
    {
      name: 'server-shares-contract-and-words-only',
      comment: 'Of extensions/ the server may use packages/contract and packages/words. What both need goes there.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^extensions/', pathNot: '^extensions/app/packages/(contract|words)/' },
    },
    {
      name: 'nothing-imports-test',
      comment:
        'test/ is imported by tests only. The demo starts the stand-in as a program of its own; move a helper that others need out of test/.',
      severity: 'error',
      from: { path: '^(app|server|scripts|extensions)/', pathNot: TEST_FILES },
      to: { path: `(^test/|${TEST_FILES})` },
    },
    {
      name: 'nothing-imports-scripts',
      comment: 'scripts/ are entry points for people. Move what the product needs into server/ or app/.',
      severity: 'error',
      from: { path: '^(app|server|extensions)/', pathNot: TEST_FILES },
      to: { path: '^scripts/' },
    },
    {
      name: 'http-never-calls-hubspot',
      comment:
        'Routes read stored results and enqueue jobs. Let a job call HubSpot, or inject the one function a route needs in main.ts.',
      severity: 'error',
      from: { path: '^server/http/', pathNot: TEST_FILES },
      to: { path: '^server/(hubspot|sync|writeback)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'jobs-are-thin',
      comment: 'A job parses its payload and calls one injected function. Compose the function in main.ts.',
      severity: 'error',
      from: { path: '^server/jobs/', pathNot: TEST_FILES },
      to: { path: '^server/(hubspot|sync|compute|writeback|http)/' },
    },
    {
      name: 'hubspot-is-a-door',
      comment: 'server/hubspot/ knows how to talk to HubSpot and nothing of who asks. Pass in what it should send.',
      severity: 'error',
      from: { path: '^server/hubspot/', pathNot: TEST_FILES },
      to: { path: '^server/(sync|compute|writeback|http|jobs|present)/' },
    },
    {
      name: 'only-the-door-imports-the-client',
      comment: "HubSpot's client library has process-wide state. Use the functions of server/hubspot/.",
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/hubspot/' },
      to: { path: 'node_modules/@hubspot/api-client' },
    },
    {
      name: 'only-jobs-import-the-queue-library',
      comment: 'The queue is four calls: use JobQueue of server/jobs/queue.ts. (The demo clears its own keys.)',
      severity: 'error',
      from: { pathNot: '^(server/jobs/(queue|backend)|scripts/demo/demo-redis)\\.ts$' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'store-is-the-ground-floor',
      comment:
        'server/store/ and server/ops/ are used by the other rooms and use none of them (types may be imported).',
      severity: 'error',
      from: { path: '^server/(store|ops)/', pathNot: TEST_FILES },
      to: { path: '^server/', pathNot: '^server/(store|ops)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'settings-come-from-main',
      comment: 'Only main.ts reads settings. Take the values you need as parameters (types may be imported).',
      severity: 'error',
      from: { path: '^server/', pathNot: `(^server/(main|explain-failed-start)\\.ts$|${TEST_FILES})` },
      to: { path: '^server/config\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-needs-no-development-package',
      comment:
        'The server runs after "npm ci --omit=dev". Move the package to dependencies, or the code out of server/.',
      severity: 'error',
      from: { path: '^server/', pathNot: TEST_FILES },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^extensions/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third one: move what both need there.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-lost-imports',
      comment: 'This import leads nowhere: correct the path or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.data|\\.tmp|dist|coverage)/' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
