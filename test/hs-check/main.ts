/**
 * npm run hs:check
 * What `hs project upload` would send, without sending it: the files with their sizes, the metadata as HubSpot's parser
 * reads it, and every entry built by HubSpot's bundler from those files and the lock among them. Ends with 1 on a problem.
 */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { layOutUpload } from '../cards/upload.ts';
import { bundleCard, CARD_NAMES } from '../preview/bundle-card.ts';
import { hubSpotFilter, readMetadata } from './hubspot-tools.ts';
import { problemsOf, readProject, uploadFiles } from './upload-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Of one bundle: a card opens in the middle of somebody's work, and HubSpot allows far more. */
const BUDGET_BYTES = { card: 64 * 1024, page: 192 * 1024 };

// HubSpot's tool looks for .hsignore from where it is started, so the rehearsal starts at the root like the README says.
process.chdir(ROOT);
const project = await readProject(ROOT);
const isSent = hubSpotFilter();
const files = await uploadFiles(ROOT, project, isSent);
const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
print(
  `hs project upload would send ${files.length} files, ${total} bytes, as ${project.name} for ${project.platformVersion}`,
);
for (const { path: file, bytes } of files) print(`${String(bytes).padStart(9)}  ${file}`);

const problems = problemsOf(files);
const { uids, skipped } = await readMetadata(ROOT, project);
print(`metadata: ${uids.join(', ')}`);
problems.push(...skipped.map((file) => `${file} is metadata in a folder where HubSpot does not look`));

const dir = await realpath(await mkdtemp(path.join(tmpdir(), 'partner-pulse-hs-check-')));
try {
  const upload = await layOutUpload(path.join(dir, 'extensions'));
  for (const name of CARD_NAMES) {
    const { file } = await bundleCard(name, path.join(dir, 'bundles', name), path.join(upload, 'app'));
    const code = await readFile(file);
    const budget = name.endsWith('Card') ? BUDGET_BYTES.card : BUDGET_BYTES.page;
    print(`bundle ${name}: ${code.length} bytes, ${gzipSync(code).length} compressed, budget ${budget}`);
    if (code.length > budget) problems.push(`${name} is larger than its budget of ${budget} bytes`);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}

for (const problem of problems) process.stderr.write(`problem: ${problem}\n`);
print(problems.length === 0 ? 'Nothing stands against an upload as far as this machine can tell.' : '');
process.exitCode = problems.length === 0 ? 0 : 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
