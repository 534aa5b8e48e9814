/** Tables of the programme page, as the contract has them. */
import type { Lesson } from '@partner-pulse/contract';
import type { NamedPartner } from '../../app/learning/lessons.ts';
import { shortName } from './headline.ts';

export type Cell = Lesson['rows'][number][number];

/** A cell of words alone. */
export const says = (text: string): Cell => ({ text, partners: [] });
/** A cell that leads to partners. */
export const names = (partners: readonly NamedPartner[], text = ''): Cell => ({
  text,
  partners: partners.map(({ id, name }) => ({ recordId: id, name: shortName(name) })),
});

interface Table {
  readonly title: string;
  readonly intro: string;
  readonly columns: readonly string[];
  readonly empty?: string;
}

/** @param numeric the columns whose cells are numbers, from 0 */
export function lesson(
  key: string,
  { title, intro, columns, empty = '' }: Table,
  numeric: readonly number[],
  rows: Cell[][],
  noteText: string | null = null,
): Lesson {
  return {
    ...{ key, title, introText: intro, rows, noteText: rows.length === 0 ? null : noteText },
    emptyText: rows.length === 0 ? empty : null,
    columns: columns.map((label, at) => ({ label, align: numeric.includes(at) ? 'right' : 'left' })),
  };
}
