/**
 * `node test/preview/shoot-page.ts --url URL [--dir DIR] company:1 deal:2 …`: renders the cards of those records against
 * a running preview page and prints one line of JSON: `{"rendered": n, "problems": […]}`. With --dir it keeps pictures.
 */
import { parseArgs } from 'node:util';
import { type RecordToShoot, shootRecords } from './shoot-records.ts';

const { values, positionals } = parseArgs({
  options: { url: { type: 'string' }, dir: { type: 'string' } },
  allowPositionals: true,
});

function recordOf(text: string): RecordToShoot {
  const match = /^(company|deal):(\d+)$/.exec(text);
  if (!match?.[2]) throw new Error(`${text} is no record. Write company:ID or deal:ID.`);
  return { place: match[1] === 'deal' ? 'deal' : 'company', id: match[2] };
}

if (!values.url) throw new Error('Name the address of a running preview page: --url http://127.0.0.1:4000');
const shots = await shootRecords(values.url, positionals.map(recordOf), values.dir ?? null);
process.stdout.write(`${JSON.stringify(shots)}\n`);
