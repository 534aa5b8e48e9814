/** What a kind of feed says of itself. */
export type FeedColumnType = 'date' | 'text' | 'number' | 'money' | 'choice';

export interface FeedColumn {
  readonly type: FeedColumnType;
  readonly about: string;
  /** An empty cell refuses the row. */
  readonly required?: true;
  readonly choices?: readonly string[];
  /** Smallest number that is accepted; money and numbers are never negative where it is 0. */
  readonly least?: number;
  readonly most?: number;
  /** May lie in the future: due dates, expiries, ends of targets. Others are refused beyond tomorrow. */
  readonly future?: true;
}

export interface FeedSpec {
  readonly name: string;
  /** What a row is. */
  readonly about: string;
  /** Whom a row is about: `partner` and `customer` name a company by record id or domain. */
  readonly subject: 'partner' | 'customer' | 'program' | 'partner-or-program';
  /** The column that dates a row. */
  readonly on: string;
  /** Columns that, with the subject, make two rows the same row: the later upload replaces the earlier. */
  readonly key: readonly string[];
  /** How often news is expected; later than twice this, what rests on it is stale. */
  readonly expectedEveryDays: number;
  /** A feed of events covers a period, in which nothing means zero; one of states says what holds until it says otherwise. */
  readonly covers: 'events' | 'states';
  readonly columns: Readonly<Record<string, FeedColumn>>;
}

export const date = (about: string) => ({ type: 'date', about, required: true }) as const;
export const laterDate = (about: string) => ({ type: 'date', about, future: true }) as const;
export const text = (about: string) => ({ type: 'text', about, required: true }) as const;
export const maybeText = (about: string) => ({ type: 'text', about }) as const;
export const money = (about: string) => ({ type: 'money', about, required: true, least: 0 }) as const;
export const count = (about: string) => ({ type: 'number', about, required: true, least: 0 }) as const;
export const choice = <const C extends readonly string[]>(about: string, choices: C) =>
  ({ type: 'choice', about, required: true, choices }) as const;
