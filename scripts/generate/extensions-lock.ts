import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GeneratedFile } from './generated-file.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const UPLOAD = 'extensions/app';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface LockEntry extends Readonly<Record<string, unknown>> {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}
type LockEntries = Readonly<Record<string, LockEntry>>;

/**
 * `extensions/app/package-lock.json`: HubSpot uploads that folder alone and runs `npm ci` in it, where the root's lock is
 * absent. Every entry is taken from the root's lock, so both install the same files.
 * @throws Error when a package of the cards is missing from the root's lock, or has another version there.
 */
export function generateExtensionsLock(): GeneratedFile[] {
  const readJson = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  // npm wrote the lock; its shape is the documented version 3.
  const rootEntries = readJson('package-lock.json').packages as LockEntries;
  const top: Manifest = readJson(`${UPLOAD}/package.json`);
  const members = memberFolders(top).map((folder) => {
    const manifest: Manifest = readJson(`${UPLOAD}/${folder}/package.json`);
    return { folder, manifest };
  });
  const own = new Set(members.map(({ manifest }) => manifest.name));
  const wanted = members.flatMap(({ manifest }) => Object.entries(manifest.dependencies ?? {}));
  const foreign = wanted.filter(([name]) => !own.has(name));
  for (const [name, range] of foreign) requireExact(rootEntries, name, range);
  const entries = {
    '': { name: top.name, version: top.version, workspaces: top.workspaces },
    ...Object.fromEntries(members.map(({ folder, manifest }) => [folder, memberEntry(manifest)])),
    ...Object.fromEntries(
      members.map(({ folder, manifest }) => [`node_modules/${manifest.name}`, { resolved: folder, link: true }]),
    ),
    ...closure(
      rootEntries,
      foreign.map(([name]) => name),
    ),
  };
  const packages = Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const lock = { name: top.name, version: top.version, lockfileVersion: 3, requires: true, packages };
  return [{ path: `${UPLOAD}/package-lock.json`, content: `${JSON.stringify(lock, null, 2)}\n` }];
}

/** Folders of the workspaces; a pattern ends in `/*` or names one folder. */
function memberFolders({ workspaces = [] }: Manifest): string[] {
  return workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return readdirSync(path.join(ROOT, UPLOAD, parent))
      .toSorted()
      .map((name) => `${parent}/${name}`);
  });
}

const memberEntry = ({ name, version, dependencies }: Manifest) => ({
  name,
  version,
  ...(dependencies === undefined ? {} : { dependencies }),
});

function requireExact(entries: LockEntries, name: string, range: string): void {
  const version = entries[`node_modules/${name}`]?.version;
  if (version === range) return;
  throw new Error(
    `extensions/app asks for ${name} ${range}, the root's lock has ${version ?? 'none'}. Make them equal.`,
  );
}

/** The named packages and all they need, each where the root's lock places it. */
function closure(entries: LockEntries, names: readonly string[]): Record<string, LockEntry> {
  const found = new Map<string, LockEntry>();
  const visit = (place: string): void => {
    if (found.has(place)) return;
    const entry = entries[place];
    if (!entry) throw new Error(`The root's package-lock.json has no ${place}. Run "npm install" there first.`);
    // The root installs the cards' packages for development; inside the upload they are what is installed.
    const { dev: _dev, devOptional: _devOptional, peer: _peer, ...rest } = entry;
    found.set(place, rest);
    for (const name of needed(entry)) visit(placeOf(entries, place, name));
  };
  for (const name of names) visit(`node_modules/${name}`);
  return Object.fromEntries(found);
}

/** npm installs dependencies and those peers that are not optional. */
function needed({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockEntry): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...new Set([...Object.keys(dependencies), ...peers])];
}

/** Node looks in the package's own folder first, then in each folder above it. */
function placeOf(entries: LockEntries, from: string, name: string): string {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder}/node_modules/${name}`;
    if (entries[place]) return place;
  }
  return `node_modules/${name}`;
}
