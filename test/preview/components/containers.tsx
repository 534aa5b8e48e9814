import type {
  SortedTableHeaderProps,
  TableCellProps,
  TableHeaderProps,
  TableProps,
  TabProps,
  TabsProps,
} from '@hubspot/ui-extensions';
import { Children, createContext, isValidElement, type ReactNode, useContext, useState } from 'react';
import { Glyph } from './glyph.tsx';

const SelectedTab = createContext<string | number | null>(null);

interface TabMeta {
  readonly id: string | number;
  readonly title: string;
}

/** The titles are props of the remote children: the receiver hands each child its remote component. */
function tabMeta(child: ReactNode, index: number): TabMeta | null {
  if (!isValidElement<{ component?: { props?: TabProps } }>(child)) return null;
  const props = child.props.component?.props;
  return { id: props?.tabId ?? index, title: props?.title ?? '' };
}

export function Tabs({ defaultSelected, selected, children }: TabsProps) {
  const tabs = Children.toArray(children)
    .map(tabMeta)
    .filter((tab) => tab !== null);
  const [own, setOwn] = useState(defaultSelected ?? tabs[0]?.id ?? 0);
  const current = selected ?? own;
  return (
    <div className="tabs">
      <div role="tablist">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={tab.id === current}
            onClick={() => setOwn(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <SelectedTab.Provider value={current}>
        <div className="tab-body">{children}</div>
      </SelectedTab.Provider>
    </div>
  );
}

export function Tab({ tabId, children }: TabProps) {
  const selected = useContext(SelectedTab);
  return tabId === undefined || tabId === selected ? <div role="tabpanel">{children}</div> : null;
}

const WIDTH: Readonly<Record<string, string>> = { min: '1%', max: '100%' };
const columnWidth = (width: string | number | undefined): string | number | undefined =>
  typeof width === 'number' ? width : width === undefined ? undefined : WIDTH[width];

export function Table(props: TableProps) {
  return (
    <div className={`table-frame${props.flush ? ' flush' : ''}`}>
      <table className={`table d-${props.density ?? 'default'}`}>{props.children}</table>
      {props.paginated && props.pageCount > 1 && (
        <Pager page={props.page ?? 1} pageCount={props.pageCount} onPageChange={props.onPageChange} />
      )}
    </div>
  );
}

interface PagerProps {
  readonly page: number;
  readonly pageCount: number;
  readonly onPageChange: (page: number) => void;
}

export function Pager({ page, pageCount, onPageChange }: PagerProps) {
  return (
    <div className="pager">
      <button type="button" disabled={page <= 1} onClick={() => onPageChange(page - 1)}>
        ‹ Prev
      </button>
      <span>
        {page} of {pageCount}
      </span>
      <button type="button" disabled={page >= pageCount} onClick={() => onPageChange(page + 1)}>
        Next ›
      </button>
    </div>
  );
}

export const TableHead = ({ children }: { children?: ReactNode }) => <thead>{children}</thead>;
export const TableBody = ({ children }: { children?: ReactNode }) => <tbody>{children}</tbody>;
export const TableRow = ({ children }: { children?: ReactNode }) => <tr>{children}</tr>;

const SORT_GLYPH = { ascending: 'upCarat', descending: 'downCarat' } as const;
const NEXT_SORT = { none: 'ascending', ascending: 'descending', descending: 'ascending' } as const;

export function TableHeader({ align, width, children, ...rest }: TableHeaderProps) {
  const style = { textAlign: align, width: columnWidth(width) };
  if (rest.sortDirection === undefined || rest.sortDirection === 'never') return <th style={style}>{children}</th>;
  const { sortDirection, onSortChange } = rest as SortedTableHeaderProps; // told apart by the direction above
  return (
    <th style={style} aria-sort={sortDirection}>
      <button type="button" className="sort" onClick={() => onSortChange(NEXT_SORT[sortDirection])}>
        {children} {sortDirection !== 'none' && <Glyph name={SORT_GLYPH[sortDirection]} />}
      </button>
    </th>
  );
}

export const TableCell = ({ align, width, colSpan, children }: TableCellProps) => (
  <td
    colSpan={colSpan}
    style={{ textAlign: align, width: columnWidth(width), whiteSpace: width === 'min' ? 'nowrap' : undefined }}
  >
    {children}
  </td>
);
