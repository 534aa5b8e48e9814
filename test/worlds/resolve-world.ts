import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { convertSalesRecords } from './convert/sales-records.ts';
import { convertSellerFunnel } from './convert/seller-funnel.ts';
import { sharedDataDir } from './convert/source-folder.ts';
import type { Report, WorldProblem } from './csv-rows.ts';
import { feedFiles, readWorld } from './read-world.ts';
import type { World } from './world.ts';

export interface ResolvedWorld {
  readonly world: World;
  readonly problems: readonly WorldProblem[];
  /** Files to upload, by kind of feed. */
  readonly feedFiles: Readonly<Record<string, string>>;
}

const CONVERTERS: Readonly<Record<string, (sourceDir: string, report: Report) => World>> = {
  'sales-records': convertSalesRecords,
  'seller-funnel': convertSellerFunnel,
};

const SHIPPED_DIR = import.meta.dirname;
const isWorldDir = (dir: string): boolean =>
  ['companies.csv', 'deals.csv', 'settings.json'].some((file) => existsSync(join(dir, file)));

/** Names of the worlds that come with the project. */
export function shippedWorlds(): string[] {
  return readdirSync(SHIPPED_DIR, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isWorldDir(join(SHIPPED_DIR, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/**
 * A world by the name of a shipped one, by the name of a converted one, or by its folder. A name wins over a folder of
 * the same name; write `./name` for the folder.
 * @throws when there is no such world, or when the records of a converted one are not on this machine
 */
export function resolveWorld(nameOrDir: string): ResolvedWorld {
  const convert = CONVERTERS[nameOrDir];
  if (convert) return converted(nameOrDir, convert);
  const dir = shippedWorlds().includes(nameOrDir) ? join(SHIPPED_DIR, nameOrDir) : resolve(nameOrDir);
  if (!existsSync(dir)) {
    const names = [...shippedWorlds(), ...Object.keys(CONVERTERS)].join(', ');
    throw new Error(
      `There is no world "${nameOrDir}". Name a folder of CSV files (docs/worlds.md), or one of: ${names}`,
    );
  }
  const { problems, ...world } = readWorld(dir);
  return { world, problems, feedFiles: feedFiles(dir) };
}

function converted(name: string, convert: (sourceDir: string, report: Report) => World): ResolvedWorld {
  const sourceDir = join(sharedDataDir(), name);
  if (!existsSync(sourceDir)) {
    throw new Error(
      `The world "${name}" is converted from records that do not come with the project, and ${sourceDir} is not there. ` +
        'Set WORLD_DATA_DIR to the folder that holds it, or choose another world.',
    );
  }
  const problems: WorldProblem[] = [];
  const world = convert(sourceDir, (problem) => problems.push(problem));
  return { world, problems, feedFiles: {} };
}
