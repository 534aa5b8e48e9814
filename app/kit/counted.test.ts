import { expect, it } from '@jest/globals';
import { counted } from './counted.ts';

it('says one thing in the singular, and none or several in the plural', () => {
  const said = [0, 1, 2].map((count) => counted(count, 'deal'));
  expect(said).toEqual(['0 deals', '1 deal', '2 deals']);
  expect(counted(2, 'company', 'companies')).toBe('2 companies');
});
