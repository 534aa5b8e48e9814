import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs/hubspot-quirks.md'), 'utf8');

/** The last cell of every line of the table: a test file and the test's own words. */
const named = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| HubSpot |'))
  .map((line) => line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '')
  .map((cell) => /^`([^`]+)`: (.+)$/.exec(cell)?.slice(1) ?? [cell, '']);

describe('the page of HubSpot’s quirks', () => {
  it('has a line for every known failure', () => {
    expect(named.length).toBeGreaterThan(40);
  });

  it.each(named)('names a test of %s that exists: %s', (file, words) => {
    const source = readFileSync(join(ROOT, file ?? ''), 'utf8');
    // As the test is written, with its quotes around it.
    expect(source).toMatch(new RegExp(`['"\`]${(words ?? '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`));
  });
});
