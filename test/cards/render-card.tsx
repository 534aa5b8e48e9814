import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { CompanyCard, CompanySidebar, DealCard } from '@partner-pulse/ui';

/** An answer to `hubspot.fetch`, made anew on every call: a body can be read once only. */
export type Reply = (url: string) => Promise<Response>;
export const reply =
  (body: unknown, status = 200): Reply =>
  async () =>
    new Response(JSON.stringify(body), { status });

const CARDS = { company: CompanyCard, sidebar: CompanySidebar, deal: DealCard };
const OBJECT_TYPES = { company: '0-2', sidebar: '0-2', deal: '0-3' };

/** Renders a card through HubSpot's own test renderer, its calls answered by `fetch`. */
export function renderCard(kind: keyof typeof CARDS, fetch: Reply) {
  const asked: string[] = [];
  // The SDK's object is made to be replaced in tests.
  hubspot.fetch = async (url) => {
    asked.push(String(url));
    return fetch(String(url));
  };
  const renderer = createRenderer(kind === 'sidebar' ? 'crm.record.sidebar' : 'crm.record.tab');
  renderer.mocks.context.portal.id = 4711;
  renderer.mocks.context.user.locale = 'en-us';
  renderer.mocks.context.crm.objectId = 987;
  renderer.mocks.context.crm.objectTypeId = OBJECT_TYPES[kind];
  const Card = CARDS[kind];
  renderer.render(<Card context={renderer.mocks.context} />);
  return { renderer, asked, text: () => textOf(renderer.getRootNode()) };
}

interface Node {
  readonly text?: string | null;
  readonly childNodes?: readonly unknown[];
  readonly props?: Readonly<Record<string, unknown>>;
}

/** Everything a reader can read: texts, and the props that HubSpot draws as text. */
export function textOf(node: unknown): string {
  const { text, childNodes, props } = node as Node;
  const shown = ['title', 'label', 'number', 'value']
    .map((name) => props?.[name])
    .filter((value) => typeof value === 'string');
  const own = childNodes === undefined && typeof text === 'string' ? [text] : [];
  return [...shown, ...own, ...(childNodes ?? []).map(textOf)].join(' ');
}
