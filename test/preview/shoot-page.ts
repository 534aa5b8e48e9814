/**
 * `node test/preview/shoot-page.ts --url PAGE [--dir FOLDER] company:ID deal:ID …`: renders the cards of records on a
 * running preview page and prints one line of JSON, `{"rendered": …, "problems": […]}`.
 */
import { parseArgs } from 'node:util';
import { type RecordToShoot, shootRecords } from './shoot-records.ts';

const { values, positionals } = parseArgs({
  options: { url: { type: 'string' }, dir: { type: 'string' } },
  allowPositionals: true,
});
if (values.url === undefined) throw new Error('--url names the running preview page');
const records = positionals.map((text): RecordToShoot => {
  const [, place, id = ''] = /^(company|deal):(\d+)$/.exec(text) ?? [];
  if (place === undefined) throw new Error(`${text}: write company:ID or deal:ID`);
  return { place: place === 'deal' ? 'deal' : 'company', id };
});
const shots = await shootRecords(values.url, records, values.dir ?? null);
process.stdout.write(`${JSON.stringify(shots)}\n`);
