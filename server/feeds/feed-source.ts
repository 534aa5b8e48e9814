/** One row as it came: texts by column, and where it stands in the file or request. */
export interface SourceRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string | undefined>>;
}

/** Rows of a file or request, read as they come. `hash` answers once all rows were read. */
export interface FeedSource {
  /** Column names; null where rows bring their own. Asked before the rows. */
  header(): Promise<readonly string[] | null>;
  rows(): AsyncIterable<SourceRow>;
  hash(): string;
}

/** The file or request is not what it should be, as a whole: nothing of it was taken. */
export class FeedRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FeedRefused';
  }
}
