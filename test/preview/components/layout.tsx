import type { AutoGridProps, BoxProps, DividerProps, FlexProps, InlineProps, TileProps } from '@hubspot/ui-extensions';
import type { CSSProperties } from 'react';

const SIZE: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};
export const sizeClass = (size: string | undefined, fallback: string): string =>
  size === undefined ? fallback : (SIZE[size] ?? size);

const JUSTIFY: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  around: 'space-around',
  between: 'space-between',
};
const ALIGN: Readonly<Record<string, string>> = { start: 'flex-start', end: 'flex-end' };
const align = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : (ALIGN[value] ?? value);

export function Flex({ direction, justify, align: alignItems, alignSelf, gap, wrap, children }: FlexProps) {
  const style: CSSProperties = {
    flexDirection: direction ?? 'row',
    justifyContent: JUSTIFY[justify ?? 'start'],
    alignItems: align(alignItems ?? 'stretch'),
    alignSelf: align(alignSelf),
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
  };
  return (
    <div className={`flex gap-${sizeClass(gap, 'flush')}`} style={style}>
      {children}
    </div>
  );
}

export const Box = ({ flex, alignSelf, children }: BoxProps) => (
  <div className="box" style={{ flex, alignSelf: align(alignSelf) }}>
    {children}
  </div>
);

export const Inline = ({ gap, justify, align: alignItems, children }: InlineProps) => (
  <div
    className={`flex gap-${sizeClass(gap, 'flush')}`}
    style={{
      flexWrap: 'wrap',
      justifyContent: JUSTIFY[justify ?? 'start'],
      alignItems: align(alignItems ?? 'baseline'),
    }}
  >
    {children}
  </div>
);

export const AutoGrid = ({ columnWidth, flexible, gap, children }: AutoGridProps) => (
  <div
    className={`grid gap-${sizeClass(gap, 'flush')}`}
    style={{
      gridTemplateColumns: `repeat(auto-fit, minmax(min(${columnWidth}px, 100%), ${flexible ? '1fr' : `${columnWidth}px`}))`,
    }}
  >
    {children}
  </div>
);

export const Divider = ({ size }: DividerProps) => <hr className={`divider m-${sizeClass(size, 'flush')}`} />;

export const Tile = ({ compact, flush, children }: TileProps) => (
  <div className={`tile${compact ? ' compact' : ''}${flush ? ' flush' : ''}`}>{children}</div>
);
