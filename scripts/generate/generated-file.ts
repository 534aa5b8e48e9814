/** A file that is made from others and committed, so that a reader and a diff see it. */
export interface GeneratedFile {
  /** From the repository's root. */
  readonly path: string;
  readonly content: string;
}
