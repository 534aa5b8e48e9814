import { currencyDigits, type Formatter } from '@partner-pulse/words';
import { parseDay } from '../../../app/kit/days.ts';

/** `EUR 2,000,000` and `Jan 1, 2026 to Dec 31, 2026` of a target; a date that is none stays as it was written. */
export function targetWords(
  { from, to, amount }: { readonly from: string; readonly to: string; readonly amount: number },
  currency: string,
  f: Formatter,
): { readonly money: string; readonly period: string } {
  const day = (text: string) => {
    const parsed = parseDay(text);
    return parsed === null ? text : f.day(parsed);
  };
  return {
    money: f.money(Math.round(amount * 10 ** currencyDigits(currency)), currency),
    period: `${day(from)} to ${day(to)}`,
  };
}
