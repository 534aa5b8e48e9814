import { expect, it } from '@jest/globals';
import { currencyDigits as cardDigits } from '@partner-pulse/words';
import { currencyDigits as appDigits } from '../../../app/kit/money.ts';

it('cards and product agree on the decimals of every currency', () => {
  const codes = Intl.supportedValuesOf('currency');
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => cardDigits(code) !== appDigits(code))).toEqual([]);
});
