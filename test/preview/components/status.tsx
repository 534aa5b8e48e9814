import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  ImageProps,
  LoadingSpinnerProps,
  ScoreProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

export const StatusTag = ({ variant, hollow, children }: StatusTagProps) => (
  <span className={`status v-${variant ?? 'default'}${hollow ? ' hollow' : ''}`}>
    <i className="status-dot" />
    <span>{children}</span>
  </span>
);

export const Tag = ({ variant, children }: TagProps) => (
  <span className={`tag v-${variant ?? 'default'}`}>{children}</span>
);

export const Alert = ({ title, variant, children }: AlertProps) => (
  <div role="alert" className={`alert v-${variant === 'danger' ? 'error' : (variant ?? 'info')}`}>
    <b>{title}</b>
    {children !== undefined && <div>{children}</div>}
  </div>
);

const RADIUS = 27;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** HubSpot's circle has fixed colours: red to 32, yellow to 65, green from 66. */
export function ScoreCircle({ score }: ScoreProps) {
  const shown = Math.max(0, Math.min(100, Math.floor(score)));
  const color = shown <= 32 ? 'var(--danger)' : shown <= 65 ? 'var(--warning)' : 'var(--success)';
  return (
    <svg className="score" width="66" height="66" viewBox="0 0 66 66" role="img" aria-label={`Score ${shown}`}>
      <circle cx="33" cy="33" r={RADIUS} fill="none" stroke="var(--track)" strokeWidth="6" />
      <circle
        cx="33"
        cy="33"
        r={RADIUS}
        fill="none"
        stroke={color}
        strokeWidth="6"
        strokeLinecap="round"
        strokeDasharray={`${(CIRCUMFERENCE * shown) / 100} ${CIRCUMFERENCE}`}
        transform="rotate(-90 33 33)"
      />
      <text x="33" y="39.5" textAnchor="middle">
        {shown}
      </text>
    </svg>
  );
}

export const Statistics = ({ children }: StatisticsProps) => <div className="stats">{children}</div>;

export const StatisticsItem = ({ label, number, children }: StatisticsItemProps) => (
  <div className="stat">
    <div className="stat-label">{label}</div>
    <div className="stat-number">{number}</div>
    <div className="stat-rest">{children}</div>
  </div>
);

export const StatisticsTrend = ({ direction, value, color }: StatisticsTrendProps) => (
  <span className={`trend ${color ?? (direction === 'increase' ? 'green' : 'red')}`}>
    <svg width="9" height="8" viewBox="0 0 9 8" role="img" aria-label={direction}>
      <path d={direction === 'increase' ? 'M4.5 0 9 8H0z' : 'M4.5 8 0 0h9z'} fill="currentColor" />
    </svg>{' '}
    <span>{value}</span>
  </span>
);

export const LoadingSpinner = ({ label, showLabel, layout }: LoadingSpinnerProps) => (
  <div className={`spinner ${layout ?? 'inline'}`} role="status" aria-label={label}>
    <i />
    {showLabel && <span>{label}</span>}
  </div>
);

/** HubSpot's illustrations are not public; a quiet drawing keeps their place. */
const Art = ({ children }: { children: ReactNode }) => (
  <svg className="art" width="120" height="72" viewBox="0 0 120 72" aria-hidden="true">
    <ellipse cx="60" cy="64" rx="52" ry="6" />
    {children}
  </svg>
);

const CHART_ART = (
  <>
    <rect x="22" y="38" width="16" height="24" rx="3" />
    <rect x="44" y="26" width="16" height="36" rx="3" />
    <rect x="66" y="12" width="16" height="50" rx="3" />
    <rect x="88" y="30" width="12" height="32" rx="3" />
  </>
);
const ERROR_ART = (
  <>
    <circle cx="60" cy="34" r="26" />
    <rect x="57" y="18" width="6" height="20" rx="3" className="cut" />
    <circle cx="60" cy="46" r="3.5" className="cut" />
  </>
);

export const EmptyState = ({ title, layout, children }: EmptyStateProps) => (
  <div className={`empty ${layout ?? 'horizontal'}`}>
    <Art>{CHART_ART}</Art>
    <div>
      <h4>{title}</h4>
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title, children }: ErrorStateProps) => (
  <div className="empty vertical">
    <Art>{ERROR_ART}</Art>
    <div>
      <h4>{title}</h4>
      {children}
    </div>
  </div>
);

export const Image = ({ src, alt, width, height }: ImageProps) => (
  <img src={src} alt={alt ?? ''} width={width} height={height} />
);
