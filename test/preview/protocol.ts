/** What the page and the worker say to each other, and what a scenario is made of. */

/** The part of HubSpot's context that cards and pages read; the rest is left out on purpose. */
export interface PreviewContext {
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'pages' | 'settings';
  readonly user: { readonly id: number; readonly email: string; readonly locale: string; readonly language: string };
  readonly portal: { readonly id: number; readonly timezone: string };
  /** On records only. */
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
}

export interface FetchOptions {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
}

/** An answer to `hubspot.fetch`, or the reason why there is none. */
export type FetchAnswer =
  | { readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly networkError: string };

export interface FoundRecord {
  readonly objectId: number;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** What HubSpot's worker hands to `useCrmSearch`. */
export interface SearchRequest {
  readonly objectType: string;
  readonly properties?: readonly string[];
  readonly filterGroups?: readonly {
    readonly filters: readonly {
      readonly propertyName: string;
      readonly operator: string;
      readonly value?: string | number | boolean;
      readonly values?: readonly (string | number | boolean)[];
    }[];
  }[];
  readonly pageLength?: number;
  readonly after?: string;
  /** Free text, as HubSpot's search box takes it. */
  readonly query?: string;
  readonly sorts?: readonly { readonly propertyName: string; readonly direction: 'ASCENDING' | 'DESCENDING' }[];
  /** Amounts, dates and stages as people read them. */
  readonly format?: boolean;
}

export interface SearchAnswer {
  readonly results: readonly FoundRecord[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly after?: string;
}

export interface AssociationRequest {
  readonly fromTypeId: string;
  readonly fromId: number;
  readonly toTypeId: string;
  readonly properties: readonly string[];
}

/** Everything that HubSpot's page would fetch on behalf of a card. */
export interface Backend {
  fetch(url: string, options: FetchOptions): Promise<FetchAnswer>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  associated(request: AssociationRequest): Promise<SearchAnswer>;
}

/** What the page offers to the worker. */
export interface PageApi {
  hsFetch(url: string, options: FetchOptions): Promise<FetchAnswer>;
  fetchCrmSearch(request: SearchRequest): Promise<SearchAnswer>;
  log(level: string, data: unknown): Promise<void>;
  reportError(message: string): Promise<void>;
}

/** Where in the app's pages the reader is: `/partners/12`, as HubSpot has it behind the app's own address. */
export interface PageLocation {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What the worker offers to the page. `receive` and `api` cross as proxies. */
export interface WorkerApi {
  render(bundleUrl: string, receive: unknown, api: unknown, components: readonly string[]): Promise<void>;
  /** Shows another page of the app, without loading it anew. */
  navigate(location: PageLocation): Promise<void>;
}
