import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { expectedAnswers } from './expected-answers.ts';
import { shippedWorlds } from './resolve-world.ts';

const FAMILIES = join(import.meta.dirname, 'families');

/** Names of the metric files that the families of small worlds ask. */
function askedInFamilies(): Set<string> {
  const sources = readdirSync(FAMILIES).map((name) => readFileSync(join(FAMILIES, name), 'utf8'));
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/app\/metrics\/\w+\/([\w-]+)\.ts'/g)].map(([, id]) => id ?? '')),
  );
}

describe('the catalogue', () => {
  it('has no metric whose answers are not worked out by hand in a small world', () => {
    const worlds = shippedWorlds().filter((name) => name.startsWith('tiny-'));
    const items = new Set(worlds.flatMap(expectedAnswers).map(({ catalogue }) => catalogue));
    const asked = askedInFamilies();
    const left = CATALOGUE.filter(({ meta }) => !items.has(meta.catalogue) && !asked.has(meta.id));
    expect(left.map(({ meta }) => meta.id)).toEqual([]);
  });
});
