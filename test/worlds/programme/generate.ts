/** Writes the CSV files of the shipped programme beside this file: `node test/worlds/programme/generate.ts`. */
import { writeWorld } from '../kit/write-world.ts';
import { buildProgramme } from './build.ts';

const world = buildProgramme();
writeWorld(import.meta.dirname, world);
process.stdout.write(`${world.name}: ${world.companies.length} companies, ${world.deals.length} deals written\n`);
