import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FEED_KINDS } from '../../app/feeds/feeds.ts';
import { csvRows, type Report, type WorldProblem } from './csv-rows.ts';
import { DEFAULT_PIPELINES } from './default-pipelines.ts';
import { withImpliedHistory } from './implied-history.ts';
import type { Properties, World, WorldAssociation, WorldHistory, WorldOwner, WorldStage } from './world.ts';
import { isCalendarDate, isInstant, startOfDay } from './zoned-day.ts';

export type { WorldProblem } from './csv-rows.ts';

/** A world as read from its folder, with everything that could not be held as written. */
export interface ReadWorld extends World {
  readonly problems: readonly WorldProblem[];
}

/** Columns that HubSpot holds as instants: a bare calendar date there is the start of that day in the account's zone. */
const INSTANT_COLUMN =
  /^(createdate|closedate|closed_date|hs_createdate|hs_lastmodifieddate|lastmodifieddate|hs_timestamp|hs_submission_timestamp|hs_v2_date_(entered|exited)_.+)$/;

interface Folder {
  readonly dir: string;
  readonly timeZone: string;
  readonly report: Report;
}

function readSettings(dir: string): World['settings'] {
  const path = join(dir, 'settings.json');
  if (!existsSync(path)) return { timeZone: 'UTC', currency: 'USD' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error(`${path} must hold a JSON object`);
  }
  const { timeZone, currency } = { timeZone: 'UTC', currency: 'USD', ...parsed };
  if (typeof timeZone !== 'string' || !zoneExists(timeZone)) {
    throw new Error(`${path}: timeZone must be an IANA name such as Europe/Berlin`);
  }
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw new Error(`${path}: currency must be an ISO 4217 code such as EUR`);
  }
  return { ...parsed, timeZone, currency };
}

function zoneExists(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

/** An instant in UTC; text that is not a date stays as it is. */
function instant(text: string, timeZone: string): string {
  if (isCalendarDate(text)) return startOfDay(text, timeZone);
  return isInstant(text) && !text.endsWith('Z') ? new Date(text).toISOString() : text;
}

/** Records of one file by id: the last row of an id wins, rows without an id are left out, both reported. */
function records(folder: Folder, file: string): Properties[] {
  const byId = new Map<string, Properties>();
  csvRows(join(folder.dir, file), folder.report).forEach((row, at) => {
    const id = row.hs_object_id;
    const tell = (message: string) => folder.report({ file, line: at + 1, message });
    if (!id) {
      tell('no hs_object_id; the row is left out');
      return;
    }
    if (byId.has(id)) tell(`hs_object_id ${id} appears again; this row replaces the earlier one`);
    for (const [column, value] of Object.entries(row)) {
      if (value === null || !INSTANT_COLUMN.test(column)) continue;
      row[column] = instant(value, folder.timeZone);
      if (!isCalendarDate(value) && !isInstant(value)) tell(`${column} "${value}" is not a date; kept as text`);
    }
    byId.set(id, row);
  });
  return [...byId.values()];
}

function readHistory(folder: Folder, deals: readonly Properties[]): WorldHistory[] {
  const file = 'deal_history.csv';
  const known = new Set(deals.map((deal) => deal.hs_object_id));
  return csvRows(join(folder.dir, file), folder.report).flatMap((row, at) => {
    const { deal, property, value = null } = row;
    const when = instant(row.at ?? '', folder.timeZone);
    const leaveOut = (why: string) => {
      folder.report({ file, line: at + 1, message: `${why}; the row is left out` });
      return [];
    };
    if (!deal || !known.has(deal)) return leaveOut(`deal "${deal ?? ''}" is not in deals.csv`);
    if (!property) return leaveOut('no property');
    if (!isInstant(when)) return leaveOut(`at "${row.at ?? ''}" is not a date`);
    return [{ deal, property, value, at: when }];
  });
}

/** HubSpot puts a deal that names no pipeline into the account's first. */
function inSomePipeline(deals: readonly Properties[], stages: readonly WorldStage[]): Properties[] {
  const first = stages.find((stage) => stage.object === 'deals')?.pipeline ?? null;
  return deals.map((deal) => (deal.pipeline ? deal : { ...deal, pipeline: first }));
}

type Records = Pick<
  World,
  | 'companies'
  | 'deals'
  | 'contacts'
  | 'tickets'
  | 'engagements'
  | 'leads'
  | 'feedback'
  | 'lineItems'
  | 'subscriptions'
  | 'goals'
  | 'registrations'
>;

/** Keys such as `deal:501` of every record; engagements under `email`, `call` or `meeting`. */
function recordKeys(world: Records): Set<string> {
  const keys = new Set<string>();
  const add = (type: string, rows: readonly Properties[]) => {
    for (const row of rows) keys.add(`${type}:${row.hs_object_id}`);
  };
  add('company', world.companies);
  add('deal', world.deals);
  add('contact', world.contacts);
  add('ticket', world.tickets);
  add('lead', world.leads ?? []);
  add('feedback_submission', world.feedback ?? []);
  add('line_item', world.lineItems ?? []);
  add('subscription', world.subscriptions ?? []);
  add('registration', world.registrations ?? []);
  for (const row of world.engagements) add((row.hs_engagement_type ?? '').toLowerCase(), [row]);
  return keys;
}

function readAssociations(folder: Folder, known: ReadonlySet<string>): WorldAssociation[] {
  const file = 'associations.csv';
  return csvRows(join(folder.dir, file), folder.report).flatMap((row, at) => {
    const from = row.from ?? '';
    const to = row.to ?? '';
    const missing = [from, to].find((key) => !known.has(key));
    if (missing === undefined) return [{ from, to, label: row.label ?? '' }];
    const message = `"${missing}" is not a record of this world (write type:id); the row is left out`;
    folder.report({ file, line: at + 1, message });
    return [];
  });
}

function readStages(folder: Folder): WorldStage[] {
  const file = 'pipelines.csv';
  const given = csvRows(join(folder.dir, file), folder.report).flatMap((row, at): WorldStage[] => {
    const tell = (message: string) => folder.report({ file, line: at + 1, message });
    const { pipeline, stage } = row;
    if (!pipeline || !stage) {
      tell('no pipeline or stage id; the row is left out');
      return [];
    }
    const probability = Number(row.probability ?? 0);
    const usable = probability >= 0 && probability <= 1;
    if (!usable) tell(`probability "${row.probability}" is not between 0 and 1; read as 0`);
    return [
      {
        object: row.object ?? 'deals',
        pipeline,
        pipelineLabel: row.pipeline_label ?? pipeline,
        stage,
        stageLabel: row.stage_label ?? stage,
        displayOrder: Number(row.display_order ?? at) || 0,
        probability: usable ? probability : 0,
        isClosed: row.is_closed?.toLowerCase() === 'true',
      },
    ];
  });
  const absent = (['deals', 'tickets'] as const).filter((object) => !given.some((stage) => stage.object === object));
  return [...given, ...absent.flatMap((object) => DEFAULT_PIPELINES[object])];
}

function readOwners(folder: Folder): WorldOwner[] {
  return csvRows(join(folder.dir, 'owners.csv'), folder.report).map((row) => ({
    id: row.id ?? '',
    email: row.email ?? '',
    firstName: row.firstName ?? '',
    lastName: row.lastName ?? '',
  }));
}

/** Files of feeds in a world's folder, by the kind that their name says. */
export function feedFiles(dir: string): Readonly<Record<string, string>> {
  const folder = join(dir, 'feeds');
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(files.sort().map((name) => [basename(name, '.csv'), join(folder, name)]));
}

function readFeeds({ dir, report }: Folder): Readonly<Record<string, readonly Properties[]>> {
  const kinds: readonly string[] = FEED_KINDS;
  return Object.fromEntries(
    Object.entries(feedFiles(dir)).flatMap(([kind, path]) => {
      if (kinds.includes(kind)) return [[kind, csvRows(path, report)]];
      report({ file: `feeds/${kind}.csv`, line: 0, message: `there is no feed "${kind}"; the file is left out` });
      return [];
    }),
  );
}

/**
 * Reads a world's folder; the format is in docs/worlds.md. Every file may be missing. What HubSpot itself would hold as
 * text stays as it is; what no account could hold is in `problems`.
 * @throws when the folder is missing or `settings.json` is not usable; the message says what to change.
 */
export function readWorld(dir: string): ReadWorld {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new Error(
      `No world at ${dir}: name a folder with companies.csv, deals.csv and the other files of docs/worlds.md`,
    );
  }
  const problems: WorldProblem[] = [];
  const settings = readSettings(dir);
  const folder: Folder = { dir, timeZone: settings.timeZone, report: (problem) => problems.push(problem) };
  const companies = records(folder, 'companies.csv');
  const contacts = records(folder, 'contacts.csv');
  const engagements = records(folder, 'engagements.csv');
  const tickets = records(folder, 'tickets.csv');
  const leads = records(folder, 'leads.csv');
  const feedback = records(folder, 'feedback.csv');
  const lineItems = records(folder, 'line_items.csv');
  const subscriptions = records(folder, 'subscriptions.csv');
  const goals = records(folder, 'goals.csv');
  const registrations = records(folder, 'registrations.csv');
  const pipelines = readStages(folder);
  const deals = inSomePipeline(records(folder, 'deals.csv'), pipelines);
  const keys = recordKeys({
    companies,
    deals,
    contacts,
    tickets,
    engagements,
    leads,
    feedback,
    registrations,
    lineItems,
    subscriptions,
    goals,
  });
  return {
    name: basename(resolve(dir)),
    companies,
    deals,
    dealHistory: withImpliedHistory(deals, readHistory(folder, deals), pipelines),
    associations: readAssociations(folder, keys),
    contacts,
    engagements,
    tickets,
    leads,
    feedback,
    lineItems,
    subscriptions,
    goals,
    registrations,
    feeds: readFeeds(folder),
    pipelines,
    owners: readOwners(folder),
    settings,
    problems,
  };
}
