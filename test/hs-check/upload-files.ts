import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const projectFile = z.object({
  name: z.string().min(1),
  srcDir: z.string().min(1),
  platformVersion: z.string().min(1),
});
export type Project = z.output<typeof projectFile>;

/** Whether HubSpot's command line tool would send a file of the project: its own list and `.hsignore` decide. */
export type IsSent = (absoluteFile: string) => boolean;

export interface UploadFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
}

export async function readProject(root: string): Promise<Project> {
  return projectFile.parse(JSON.parse(await readFile(path.join(root, 'hsproject.json'), 'utf8')));
}

/** What `hs project upload` would pack, in the order of paths. */
export async function uploadFiles(root: string, { srcDir }: Project, isSent: IsSent): Promise<UploadFile[]> {
  const files: UploadFile[] = [];
  const visit = async (dir: string): Promise<void> => {
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (!isSent(file)) continue;
      if (entry.isDirectory()) await visit(file);
      else files.push({ path: toPosix(path.relative(root, file)), bytes: (await stat(file)).size });
    }
  };
  await visit(path.resolve(root, srcDir));
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The one folder that HubSpot may receive. */
const ALLOWED = 'extensions/';
/** What HubSpot has a use for: sources, styles of metadata, locks. */
const KINDS = /\.(tsx?|json)$|(^|\/)eslint\.config\.js$/;
const NEVER = [
  [/(^|\/)\.env|\.(pem|key|p12)$/, 'may hold secrets'],
  [/\.test\.tsx?$|(^|\/)(test|fixtures)\//, 'is a test'],
  [/(^|\/)(server|scripts|docs)\//, 'belongs to the server'],
] as const;
/** HubSpot's limit of a project. */
const MOST_BYTES = 50 * 1024 * 1024;

/** What is wrong with a list of files, in words; empty when nothing is. */
export function problemsOf(files: readonly UploadFile[]): string[] {
  const found = files.flatMap(({ path: file }) => {
    if (!file.startsWith(ALLOWED)) return [`${file} is outside ${ALLOWED}: correct srcDir in hsproject.json`];
    const reason = NEVER.find(([pattern]) => pattern.test(file))?.[1];
    if (reason !== undefined) return [`${file} ${reason}: move it out, or name it in .hsignore`];
    return KINDS.test(file) ? [] : [`${file} is of a kind that no card needs: move it out, or name it in .hsignore`];
  });
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...found,
    ...(files.length === 0 ? ['nothing would be sent: .hsignore or srcDir leaves out everything'] : []),
    ...(total > MOST_BYTES ? [`${total} bytes are more than HubSpot takes (${MOST_BYTES})`] : []),
  ];
}

const toPosix = (file: string): string => file.split(path.sep).join('/');
