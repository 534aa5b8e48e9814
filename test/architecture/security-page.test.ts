import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');

describe('docs/security.md', () => {
  const rows = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Who |'));

  it('names for every threat a test that exists', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const files = [...(row.split('|')[4] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      expect([row.slice(0, 40), files.length > 0]).toEqual([row.slice(0, 40), true]);
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    }
  });
});
