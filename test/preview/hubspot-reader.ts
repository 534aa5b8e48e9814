import { createFormatter, type Formatter } from '@partner-pulse/words';
import * as z from 'zod';
import type { AssociationRequest, FoundRecord, SearchAnswer, SearchRequest } from './protocol.ts';

/** One dated version for every path, as HubSpot publishes them. */
const VERSION = '2026-09';
const TYPE_NAMES: Readonly<Record<string, string>> = { '0-1': 'contacts', '0-2': 'companies', '0-3': 'deals' };
const MOST_ASSOCIATED = 100;

export interface HubSpotReaderOptions {
  /** Base address of HubSpot's API or of the stand-in. */
  readonly apiUrl: string;
  /** A valid access token at the time of the call. */
  readonly token: () => Promise<string>;
}

export interface WrittenProperty {
  readonly name: string;
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}

/** What HubSpot's own pages read on behalf of a signed-in user. */
export interface HubSpotReader {
  search(request: SearchRequest): Promise<SearchAnswer>;
  associated(request: AssociationRequest): Promise<SearchAnswer>;
  /** The properties that this product wrote into the account, with their labels. */
  writtenProperties(object: 'companies' | 'deals'): Promise<readonly WrittenProperty[]>;
}

const record = z.object({ id: z.string(), properties: z.record(z.string(), z.nullable(z.string())) });
const searchPage = z.object({
  total: z.number(),
  results: z.array(record),
  paging: z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) })),
});
const batchPage = z.object({ results: z.array(record) });
const associationPage = z.object({
  results: z.array(z.object({ to: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]) })) })),
});
const properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      groupName: z.string(),
      options: z.optional(z.array(z.object({ label: z.string(), value: z.string() }))),
    }),
  ),
});
const pipelines = z.object({
  results: z.array(z.object({ stages: z.array(z.object({ id: z.string(), label: z.string() })) })),
});
const account = z.object({ companyCurrency: z.string(), timeZone: z.string() });

type Call = <T>(schema: z.ZodType<T>, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** @throws Error when HubSpot answers anything but success; the message has status and path, never the token. */
export function createHubSpotReader({ apiUrl, token }: HubSpotReaderOptions): HubSpotReader {
  const call: Call = async (schema, method, path, body) => {
    const response = await fetch(apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`HubSpot answered ${response.status} to ${method} ${path}`);
    return schema.parse(await response.json());
  };
  let shape: Promise<Shaper> | undefined;
  const shaped = async (records: readonly z.infer<typeof record>[], format: boolean): Promise<FoundRecord[]> => {
    shape ??= readShaper(call);
    const format_ = format ? await shape : (found: FoundRecord) => found;
    return records.map(({ id, properties }) => format_({ objectId: Number(id), properties }));
  };

  return {
    async search(request) {
      const found = await call(searchPage, 'POST', `/crm/objects/${VERSION}/${typeName(request.objectType)}/search`, {
        filterGroups: request.filterGroups ?? [],
        sorts: request.sorts ?? [],
        properties: request.properties ?? [],
        limit: request.pageLength ?? 10,
        ...(request.query ? { query: request.query } : {}),
        ...(request.after ? { after: request.after } : {}),
      });
      const after = found.paging?.next?.after;
      const results = await shaped(found.results, request.format ?? false);
      return { results, total: found.total, hasMore: after !== undefined, ...(after === undefined ? {} : { after }) };
    },
    async associated({ fromTypeId, fromId, toTypeId, properties: names }) {
      const [from, to] = [typeName(fromTypeId), typeName(toTypeId)];
      const links = await call(associationPage, 'POST', `/crm/associations/${VERSION}/${from}/${to}/batch/read`, {
        inputs: [{ id: String(fromId) }],
      });
      const ids = links.results.flatMap((result) => result.to.map(({ toObjectId }) => ({ id: String(toObjectId) })));
      if (ids.length === 0) return { results: [], total: 0, hasMore: false };
      const read = await call(batchPage, 'POST', `/crm/objects/${VERSION}/${to}/batch/read`, {
        properties: names,
        inputs: ids.slice(0, MOST_ASSOCIATED),
      });
      return { results: await shaped(read.results, true), total: ids.length, hasMore: false };
    },
    async writtenProperties(object) {
      const all = await call(properties, 'GET', `/crm/properties/${VERSION}/${object}`);
      return all.results
        .filter(({ groupName }) => groupName === 'partner_pulse')
        .map(({ name, label, options = [] }) => ({
          name,
          label,
          options: Object.fromEntries(options.map((option) => [option.value, option.label])),
        }));
    },
  };
}

function typeName(objectType: string): string {
  const name = TYPE_NAMES[objectType] ?? objectType;
  if (!Object.values(TYPE_NAMES).includes(name)) throw new Error(`The preview does not read ${objectType}.`);
  return name;
}

type Shaper = (found: FoundRecord) => FoundRecord;

/** Formats as HubSpot's pages do: stages by label, amounts with their currency, dates in the account's zone. */
async function readShaper(call: Call): Promise<Shaper> {
  const details = await call(account, 'GET', `/account-info/${VERSION}/details`);
  const { results } = await call(pipelines, 'GET', `/crm/pipelines/${VERSION}/deals`);
  const stages = new Map(results.flatMap((pipeline) => pipeline.stages.map(({ id, label }) => [id, label] as const)));
  const f = createFormatter({ timeZone: details.timeZone });
  return (found) => ({
    ...found,
    properties: Object.fromEntries(
      Object.entries(found.properties).map(([name, value]) => [name, value && shown(name, value, details, stages, f)]),
    ),
  });
}

function shown(
  name: string,
  value: string,
  details: z.infer<typeof account>,
  stages: ReadonlyMap<string, string>,
  f: Formatter,
): string {
  if (name === 'dealstage') return stages.get(value) ?? value;
  if (name === 'amount' && Number.isFinite(Number(value)))
    return `${details.companyCurrency} ${f.number(Number(value), 2)}`;
  const isDate = name.endsWith('date') && !Number.isNaN(Date.parse(value));
  return isDate ? f.date(Date.parse(value)) : value;
}
