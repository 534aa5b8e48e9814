/** Amounts are whole numbers of the currency's smallest unit, so that sums are exact. */
export type Minor = number;

/** ISO 4217 currencies whose smallest unit is not a hundredth. */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Decimals of a currency: 2 for euro and dollar, 0 for yen. */
export const currencyDigits = (currency: string): number => DIGITS[currency] ?? 2;

/**
 * Reads a decimal amount such as HubSpot's `"1234.5"` without passing through binary fractions.
 * @returns the amount in minor units, rounded half away from zero; null for anything that is not a number.
 */
export function parseMinor(text: string, currency: string): Minor | null {
  const match = /^\s*(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  if (match[4] !== undefined) {
    const scaled = Number(text) * 10 ** currencyDigits(currency);
    return Number.isFinite(scaled) ? Math.round(scaled) : null;
  }
  const digits = currencyDigits(currency);
  const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
  const whole = Number(`${match[2] || '0'}${fraction.slice(0, digits)}`);
  const minor = whole + (Number(fraction[digits]) >= 5 ? 1 : 0);
  return Number.isSafeInteger(minor) ? (match[1] ? -minor || 0 : minor) : null;
}
