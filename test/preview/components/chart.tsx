import type { BarChartProps, LineChartProps } from '@hubspot/ui-extensions';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** HubSpot's chart colours, as measured from its pages. */
const COLORS: Readonly<Record<string, string>> = {
  aqua: '#7fd1de',
  darkAqua: '#00819c',
  orange: '#f8a9ad',
  purple: '#bda9ea',
  yellow: '#fae0b5',
  pink: '#f4a3cf',
  green: '#a2d28f',
};
const FALLBACK = ['orange', 'aqua', 'purple', 'green'];
const HEIGHT = 240;
const LEFT = 44;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 44;
const MIN_LABEL_WIDTH = 46;
const TICKS = 4;

type Row = Readonly<Record<string, string | number>>;
type ChartProps = LineChartProps | BarChartProps;

/** Re-draws at the width it gets, as a chart in HubSpot does. */
function useWidth(): [React.RefObject<HTMLDivElement>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** The next number that its axis divides without a remainder people would stumble over. */
function niceTop(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(most, TICKS)));
  return [1, 2, 4, 5, 8, 10].map((step) => step * unit).find((top) => top >= most) ?? 10 * unit;
}

interface Plot {
  readonly rows: readonly Row[];
  readonly labels: readonly string[];
  readonly groups: readonly string[];
  readonly seriesOf: (group: string) => readonly Row[];
  readonly color: (group: string) => string;
  readonly x: (label: string) => number;
  readonly y: (value: number) => number;
  readonly columnWidth: number;
}

interface FrameProps {
  readonly chart: ChartProps;
  /** Highest value that is drawn. */
  readonly most: (rows: readonly Row[]) => number;
  readonly children: (plot: Plot) => ReactNode;
}

/** Legend, axes and grid; the marks are drawn by the kind of chart. */
function Frame({ chart: { data, axes, options }, most, children }: FrameProps) {
  const [ref, width] = useWidth();
  const rows: readonly Row[] = Array.isArray(data) ? data : data.data;
  const groupField = axes.options?.groupFieldByColor;
  const labels = [...new Set(rows.map((row) => String(row[axes.x.field])))];
  const groups = groupField ? [...new Set(rows.map((row) => String(row[groupField])))] : [''];
  const plot = { width: Math.max(80, width - LEFT - RIGHT), height: HEIGHT - TOP - BOTTOM };
  const top = most(rows);
  const x = (label: string): number => LEFT + (plot.width * (labels.indexOf(label) + 0.5)) / labels.length;
  const y = (value: number): number => TOP + plot.height * (1 - value / top);
  const every = Math.max(1, Math.ceil((MIN_LABEL_WIDTH * labels.length) / plot.width));
  const color = (group: string): string => {
    const place = groups.indexOf(group) % FALLBACK.length;
    return COLORS[axes.options?.colors?.[group] ?? FALLBACK[place] ?? 'orange'] ?? '#888';
  };
  const seriesOf = (group: string) => rows.filter((row) => !groupField || String(row[groupField]) === group);
  return (
    <div className="chart" ref={ref}>
      {options?.showLegend && groups.length > 1 && (
        <div className="legend">
          {groups.map((group) => (
            <span key={group}>
              <i className="legend-dot" style={{ background: color(group) }} />
              {group}
            </span>
          ))}
        </div>
      )}
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${axes.y.label ?? axes.y.field} by ${axes.x.label ?? axes.x.field}`}
      >
        {Array.from({ length: TICKS + 1 }, (_, index) => (top * index) / TICKS).map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={LEFT + plot.width} y1={y(tick)} y2={y(tick)} stroke="var(--track)" />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {labels.map((label, index) =>
          (labels.length - 1 - index) % every === 0 ? (
            <text key={label} x={x(label)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        <text x={LEFT + plot.width / 2} y={HEIGHT - 6} textAnchor="middle" className="axis">
          {axes.x.label ?? axes.x.field}
        </text>
        {children({ rows, labels, groups, seriesOf, color, x, y, columnWidth: plot.width / labels.length })}
      </svg>
    </div>
  );
}

export function LineChart(props: LineChartProps) {
  const { axes, options } = props;
  return (
    <Frame chart={props} most={() => 100}>
      {({ groups, seriesOf, color, x, y }) =>
        groups.map((group) => (
          <g key={group} fill={color(group)}>
            <polyline
              fill="none"
              stroke={color(group)}
              strokeWidth="2.5"
              strokeLinejoin="round"
              points={seriesOf(group)
                .map((row) => `${x(String(row[axes.x.field]))},${y(Number(row[axes.y.field]))}`)
                .join(' ')}
            />
            {seriesOf(group).map((row) => (
              <g key={String(row[axes.x.field])}>
                <circle cx={x(String(row[axes.x.field]))} cy={y(Number(row[axes.y.field]))} r="3.5">
                  <title>{`${row[axes.x.field]}: ${row[axes.y.field]}`}</title>
                </circle>
                {options?.showDataLabels && (
                  <text
                    x={x(String(row[axes.x.field]))}
                    y={y(Number(row[axes.y.field])) + (Number(row[axes.y.field]) > 88 ? 18 : -8)}
                    textAnchor="middle"
                  >
                    {row[axes.y.field]}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))
      }
    </Frame>
  );
}

const BAR_SHARE = 0.6;

/** Stacked bars only: ours are. */
export function BarChart(props: BarChartProps) {
  const { axes } = props;
  const numberOf = (row: Row | undefined): number => Number(row?.[axes.y.field] ?? 0);
  const isAt = (label: string) => (row: Row) => String(row[axes.x.field]) === label;
  const most = (rows: readonly Row[]): number => {
    const sums = new Map<string, number>();
    for (const row of rows) {
      const label = String(row[axes.x.field]);
      sums.set(label, (sums.get(label) ?? 0) + numberOf(row));
    }
    return niceTop(Math.max(0, ...sums.values()));
  };
  return (
    <Frame chart={props} most={most}>
      {({ labels, groups, seriesOf, color, x, y, columnWidth }) =>
        labels.flatMap((label) => {
          let below = 0;
          return groups.map((group) => {
            const value = numberOf(seriesOf(group).find(isAt(label)));
            const from = below;
            below += value;
            return (
              <rect
                key={`${label}/${group}`}
                x={x(label) - (columnWidth * BAR_SHARE) / 2}
                y={y(below)}
                width={columnWidth * BAR_SHARE}
                height={y(from) - y(below)}
                fill={color(group)}
              >
                <title>{`${label}, ${group}: ${value}`}</title>
              </rect>
            );
          });
        })
      }
    </Frame>
  );
}
