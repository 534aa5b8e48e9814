import type { IconProps } from '@hubspot/ui-extensions';

const PATHS: Readonly<Record<string, string>> = {
  upCarat: 'M3 9.5 7 5l4 4.5',
  downCarat: 'M3 5l4 4.5L11 5',
  right: 'M5 3l4.5 4L5 11',
};

/** A few of HubSpot's icons, drawn anew: its own are not public. Others show as a dot. */
export function Glyph({ name }: { readonly name: string }) {
  const path = PATHS[name];
  return (
    <svg className="glyph" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {path === undefined ? (
        <circle cx="7" cy="7" r="3" fill="currentColor" />
      ) : (
        <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      )}
    </svg>
  );
}

export const Icon = ({ name, color }: IconProps) => (
  <span className={`icon c-${color ?? 'inherit'}`}>
    <Glyph name={name} />
  </span>
);
