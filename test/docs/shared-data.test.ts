import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../server/hubspot/scopes.ts';

const page = readFileSync(new URL('../../docs/shared-data.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('the shared-data table names every scope that an installation asks for, once, and no other', () => {
  const scopes = rows.map((cells) => cells[5]?.replaceAll('`', '') ?? '');
  expect(scopes.toSorted()).toEqual([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES].toSorted());
});

it('it says write where the scope writes, and optional where an account may refuse', () => {
  for (const [, object, read, write, , scope = ''] of rows) {
    const name = scope.replaceAll('`', '');
    expect([object, write]).toEqual([object, name.endsWith('.write') ? 'yes' : 'no']);
    expect([object, read?.includes('optional')]).toEqual([object, OPTIONAL_SCOPES.includes(name)]);
  }
});
