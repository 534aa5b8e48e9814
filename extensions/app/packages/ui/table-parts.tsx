import type { ReactNode } from 'react';
import { TableCell, TableHead, TableHeader, TableRow } from './sdk.ts';

interface Column {
  readonly label: string;
  readonly align: 'left' | 'right';
  /** Takes a part of the room and breaks its lines, where a table has more words than numbers. */
  readonly wraps?: boolean;
}

/** Names of columns: the first takes the room that is left, numbers stand to the right. */
export function HeadRow({ columns }: { readonly columns: readonly (string | Column)[] }) {
  return (
    <TableHead>
      <TableRow>
        {columns.map((column, at) => {
          const { label, align, wraps }: Column =
            typeof column === 'string' ? { label: column, align: 'left' } : column;
          return (
            <TableHeader key={label} width={wraps ? 'auto' : at === 0 ? 'max' : 'min'} align={align}>
              {label}
            </TableHeader>
          );
        })}
      </TableRow>
    </TableHead>
  );
}

export const numbers = (label: string): Column => ({ label, align: 'right' });

/** A cell as narrow as its text, under a column of `numbers`. */
export function NumberCell({ children }: { readonly children: ReactNode }) {
  return (
    <TableCell width="min" align="right">
      {children}
    </TableCell>
  );
}
