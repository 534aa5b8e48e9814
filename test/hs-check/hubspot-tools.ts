import { createRequire } from 'node:module';
import path from 'node:path';
import { translate } from '@hubspot/project-parsing-lib/translate';
import type { IsSent, Project } from './upload-files.ts';

const require = createRequire(import.meta.url);
/** Packages that HubSpot's project parser brings along; taking its own copies keeps the rehearsal on the tool's code. */
const requireOfParser = createRequire(require.resolve('@hubspot/project-parsing-lib/translate'));

/** The filter of HubSpot's command line tool. It reads the `.hsignore` at or above the working directory. */
export function hubSpotFilter(): IsSent {
  const rules: { shouldIgnoreFile(file: string, isInProject: boolean): boolean } = requireOfParser(
    '@hubspot/local-dev-lib/ignoreRules',
  );
  return (file) => !rules.shouldIgnoreFile(file, true);
}

export interface Metadata {
  /** Uids of the app and its parts. */
  readonly uids: readonly string[];
  /** Files that look like metadata and lie where HubSpot does not look. */
  readonly skipped: readonly string[];
}

/**
 * What HubSpot's own parser makes of the metadata, offline: form, keys, uids, folders. Its schemas of the fields need an
 * account, so fields are held by our tests and by `hs project validate`.
 */
export async function readMetadata(root: string, { srcDir, platformVersion }: Project): Promise<Metadata> {
  const { intermediateRepresentation, skippedHsMetaFiles } = await translate(
    { projectSourceDir: path.resolve(root, srcDir), platformVersion, accountId: 1 },
    { skipValidation: true },
  );
  return {
    uids: Object.keys(intermediateRepresentation.intermediateNodesIndexedByUid).toSorted(),
    skipped: skippedHsMetaFiles.map(String),
  };
}
