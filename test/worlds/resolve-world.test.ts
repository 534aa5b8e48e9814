import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { writeWorld } from './kit/write-world.ts';
import { resolveWorld, shippedWorlds } from './resolve-world.ts';

describe('a world', () => {
  it('is found by the name of a shipped one', () => {
    expect(shippedWorlds()).toEqual(expect.arrayContaining(['programme', 'tiny-dirt', 'tiny-funnel', 'tiny-revenue']));
    for (const name of shippedWorlds()) expect(resolveWorld(name).world.deals.length).toBeGreaterThan(0);
  });

  it('is found by its folder, with what could not be held', () => {
    const dir = mkdtempSync(join(tmpdir(), 'world-'));
    writeFileSync(join(dir, 'companies.csv'), 'hs_object_id,name\n1,Erle\n,Nobody\n');
    const { world, problems } = resolveWorld(dir);
    expect(world.companies).toEqual([{ hs_object_id: '1', name: 'Erle' }]);
    expect(problems).toHaveLength(1);
  });

  it('that is nowhere is refused with the names that exist', () => {
    expect(() => resolveWorld('programm')).toThrow(/no world "programm".*programme.*sales-records/);
  });

  it('is the same after being written and read again', () => {
    for (const name of ['programme', 'tiny-activity']) {
      const { world } = resolveWorld(name);
      const dir = join(mkdtempSync(join(tmpdir(), 'world-')), world.name);
      writeWorld(dir, world);
      expect(resolveWorld(dir).world).toEqual(world);
    }
  });
});
