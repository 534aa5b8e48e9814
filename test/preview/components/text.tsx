import type { HrefProp, LinkProps, ListProps, TextProps } from '@hubspot/ui-extensions';
import { Children, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { useOverlay } from './overlay.tsx';

const WEIGHT = { regular: undefined, demibold: 600, bold: 700 } as const;

export function Text({ variant, inline, format, truncate, children }: TextProps) {
  const style: CSSProperties = {
    fontWeight: WEIGHT[format?.fontWeight ?? 'regular'],
    fontStyle: format?.italic ? 'italic' : undefined,
  };
  const className = `text${variant === 'microcopy' ? ' micro' : ''}${truncate ? ' truncate' : ''}`;
  return inline ? (
    <span className={className} style={style}>
      {children}
    </span>
  ) : (
    <div className={className} style={style}>
      {children}
    </div>
  );
}

const urlOf = (href: HrefProp): string => (typeof href === 'string' ? href : href.url);

interface ClickProps {
  readonly overlay?: ReactNode;
  readonly onClick?: unknown;
}

/** HubSpot calls a component's own handler and then opens its overlay. Nothing here leaves the preview. */
export function useClick({ overlay, onClick }: ClickProps): (event: MouseEvent) => void {
  const open = useOverlay(overlay);
  return (event) => {
    event.preventDefault();
    // The handler crossed from the worker as a proxy; its declared type is not known here.
    if (typeof onClick === 'function') void onClick({ type: 'click', bubbles: true, timeStamp: 0, id: 'click' });
    open?.();
  };
}

export function Link({ href, children, ...rest }: LinkProps) {
  const click = useClick(rest);
  return (
    <a className="link" href={urlOf(href)} onClick={click}>
      {children}
    </a>
  );
}

export function List({ variant, children }: ListProps) {
  const items = Children.toArray(children).map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: HubSpot's lists have no other identity.
    <li key={index}>{child}</li>
  ));
  return variant?.startsWith('ordered') ? <ol className="list">{items}</ol> : <ul className="list">{items}</ul>;
}
