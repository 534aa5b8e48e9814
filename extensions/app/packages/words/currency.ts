/** ISO 4217 currencies whose smallest unit is not a hundredth. Intl's own table differs for some, so it is not asked. */
const ZERO = ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV'];
const ZERO_CFA = ['XAF', 'XOF', 'XPF'];
const THREE = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'];

const DIGITS = new Map<string, number>([
  ...[...ZERO, ...ZERO_CFA].map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
]);

/** Decimals of a currency: 2 for euro and dollar, 0 for yen, 3 for dinar. */
export const currencyDigits = (currency: string): number => DIGITS.get(currency) ?? 2;
