import type { LineChartProps } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

/** HubSpot's chart colours, as measured from its pages. */
const COLORS: Readonly<Record<string, string>> = {
  aqua: '#7fd1de',
  darkAqua: '#00819c',
  orange: '#f8a9ad',
  purple: '#bda9ea',
  green: '#a2d28f',
};
const FALLBACK = ['orange', 'aqua', 'purple', 'green'];
const HEIGHT = 240;
const LEFT = 44;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 44;
const MIN_LABEL_WIDTH = 46;

type Row = Readonly<Record<string, string | number>>;

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

export function LineChart({ data, axes, options }: LineChartProps) {
  const [ref, width] = useWidth();
  const rows: readonly Row[] = Array.isArray(data) ? data : data.data;
  const xField = axes.x.field;
  const yField = axes.y.field;
  const groupField = axes.options?.groupFieldByColor;
  const labels = [...new Set(rows.map((row) => String(row[xField])))];
  const groups = groupField ? [...new Set(rows.map((row) => String(row[groupField])))] : [''];
  const plot = { width: Math.max(80, width - LEFT - RIGHT), height: HEIGHT - TOP - BOTTOM };
  const x = (label: string): number => LEFT + (plot.width * (labels.indexOf(label) + 0.5)) / labels.length;
  const y = (value: number): number => TOP + plot.height * (1 - value / 100);
  const every = Math.max(1, Math.ceil((MIN_LABEL_WIDTH * labels.length) / plot.width));
  const color = (group: string, index: number): string =>
    COLORS[axes.options?.colors?.[group] ?? FALLBACK[index % FALLBACK.length] ?? 'orange'] ?? '#888';
  const seriesOf = (group: string): readonly Row[] =>
    rows.filter((row) => !groupField || String(row[groupField]) === group);
  return (
    <div className="chart" ref={ref}>
      {options?.showLegend && groups.length > 1 && (
        <div className="legend">
          {groups.map((group, index) => (
            <span key={group}>
              <i className="legend-dot" style={{ background: color(group, index) }} />
              {group}
            </span>
          ))}
        </div>
      )}
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${axes.y.label ?? yField} by ${axes.x.label ?? xField}`}
      >
        {[0, 25, 50, 75, 100].map((tick) => (
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
          {axes.x.label ?? xField}
        </text>
        {groups.map((group, index) => (
          <g key={group} fill={color(group, index)}>
            <polyline
              fill="none"
              stroke={color(group, index)}
              strokeWidth="2.5"
              strokeLinejoin="round"
              points={seriesOf(group)
                .map((row) => `${x(String(row[xField]))},${y(Number(row[yField]))}`)
                .join(' ')}
            />
            {seriesOf(group).map((row) => (
              <circle key={String(row[xField])} cx={x(String(row[xField]))} cy={y(Number(row[yField]))} r="3.5">
                <title>{`${row[xField]}: ${row[yField]}`}</title>
              </circle>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}
