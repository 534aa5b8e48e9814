import type { HrefProp, LinkProps, ListProps, TextProps } from '@hubspot/ui-extensions';
import type { PageLinkProps, PageTitleProps } from '@hubspot/ui-extensions/pages';
import { Children, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { useHost } from '../host-context.ts';
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

/** A link inside the app's pages: `:name` in the path takes its parameter. */
export function PageLink({ to, params = {}, children }: PageLinkProps) {
  const { navigate } = useHost();
  const path = Object.entries(params).reduce(
    (filled, [name, value]) => filled.replace(`:${name}`, encodeURIComponent(value)),
    to,
  );
  const follow = (event: MouseEvent): void => {
    event.preventDefault();
    navigate(path);
  };
  return (
    <a className="link" href={path} onClick={follow}>
      {children}
    </a>
  );
}

export const PageTitle = ({ children }: PageTitleProps) => <h1 className="page-title">{children}</h1>;
export const PageBreadcrumbs = ({ children }: { children?: ReactNode }) => (
  <nav className="crumbs" aria-label="Breadcrumbs">
    {children}
  </nav>
);
export const PageBreadcrumbsCurrent = ({ children }: { children?: ReactNode }) => (
  <span aria-current="page">{children}</span>
);

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
