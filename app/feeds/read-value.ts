import { type Day, parseDay } from '../kit/days.ts';
import { parseMinor } from '../kit/money.ts';
import type { FeedColumn } from './feed-spec.ts';
import type { FeedValue } from './feeds.ts';

/** A cell that cannot be taken, in words for whoever made the file. */
export class CellProblem {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

export interface Reading {
  /** ISO 4217 code of the account's home currency. */
  readonly currency: string;
  /** Today in the account's time zone. */
  readonly today: Day;
}

const LONGEST_TEXT = 300;

/** One cell as a value; null for an empty one that may be empty. */
export function readValue(text: string, column: FeedColumn, reading: Reading): FeedValue | CellProblem {
  const trimmed = text.trim();
  if (trimmed === '') return column.required ? new CellProblem('is empty') : null;
  switch (column.type) {
    case 'date':
      return readDate(trimmed, column, reading.today);
    case 'choice':
      return readChoice(trimmed, column.choices ?? []);
    case 'text':
      return trimmed.length <= LONGEST_TEXT ? trimmed : new CellProblem(`is longer than ${LONGEST_TEXT} characters`);
    case 'number':
    case 'money':
      return readNumber(trimmed, column, reading.currency);
  }
}

function readDate(text: string, column: FeedColumn, today: Day): number | CellProblem {
  const day = dayOf(text);
  if (day === null) {
    const slashes = /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(text);
    const hint = slashes ? 'with slashes nobody can tell the day from the month; ' : '';
    return new CellProblem(`"${short(text)}" is no date here: ${hint}write 2026-03-31`);
  }
  // A day of tolerance: the other end of the world is already at tomorrow.
  if (!column.future && day > today + 1) return new CellProblem(`${text} lies in the future`);
  return day;
}

/** `2026-03-31`, `2026/03/31`, `31.03.2026`, the start of an ISO instant, and for months `2026-03`. */
function dayOf(text: string): Day | null {
  const iso = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3] ?? '01'] : dotted ? [dotted[3], dotted[2], dotted[1]] : [];
  if (!year || !month || !date) return null;
  return parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
}

function readChoice(text: string, choices: readonly string[]): string | CellProblem {
  const normal = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  return (
    choices.find((choice) => choice === normal) ?? new CellProblem(`"${short(text)}" is none of ${choices.join(', ')}`)
  );
}

function readNumber(text: string, column: FeedColumn, currency: string): number | CellProblem {
  const plain = withoutGroups(text);
  if (plain === null) return new CellProblem(`"${short(text)}" is no number`);
  if (plain === 'ambiguous') {
    return new CellProblem(
      `"${short(text)}" can mean two numbers: write it without thousands separators, as in 1234.50`,
    );
  }
  const value = column.type === 'money' ? parseMinor(plain, currency) : Number(plain);
  if (value === null || !Number.isFinite(value)) return new CellProblem(`"${short(text)}" is no number`);
  if (column.least !== undefined && value < column.least) return new CellProblem(`${text} is below ${column.least}`);
  if (column.most !== undefined && value > column.most) return new CellProblem(`${text} is above ${column.most}`);
  return value;
}

/**
 * A number without thousands separators and with a decimal point; `ambiguous` where one comma or point could be either,
 * as in 1,234.
 */
function withoutGroups(text: string): string | 'ambiguous' | null {
  const compact = text.replaceAll(/[\s'’\u00a0\u202f]/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(compact)) {
    // 1.234 with exactly three digits after one point is read as people who write points write it: a decimal point.
    return compact.replace('+', '');
  }
  if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(compact)) return compact.replaceAll(',', '').replace('+', '');
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(compact))
    return compact.replaceAll('.', '').replace(',', '.').replace('+', '');
  if (/^[+-]?\d{1,3}(,\d{3}){2,}$/.test(compact)) return compact.replaceAll(',', '').replace('+', '');
  if (/^[+-]?\d{1,3}(\.\d{3}){2,}$/.test(compact)) return compact.replaceAll('.', '').replace('+', '');
  if (/^[+-]?\d{1,3},\d{3}$/.test(compact)) return 'ambiguous';
  if (/^[+-]?\d+,\d+$/.test(compact)) return compact.replace(',', '.').replace('+', '');
  return null;
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
