import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { createDatabase, type Database } from '../../server/store/db.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { freePort } from '../embedded/free-port.ts';
import { type RenderedCards, renderCards, startCardPage } from './cards.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import { startDemoDatabase } from './demo-database.ts';
import { clearDemoQueue } from './demo-redis.ts';
import { exportResults } from './export-file.ts';
import { followFirstPass, type PassSeconds, passDetail } from './first-pass.ts';
import { installApp } from './install-app.ts';
import type { DemoOptions } from './options.ts';
import { choosePort } from './ports.ts';
import type { Program } from './program.ts';
import { createProgress, type Progress } from './progress.ts';
import { serverEnvironment, startServer } from './server-programs.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { createStops, interruption, type Stops } from './stops.ts';
import { recordsToShow, summarise } from './summary.ts';
import { isComputed, uploadFeeds } from './upload-feeds.ts';

const DATA = join(import.meta.dirname, '..', '..', '.data');
const POLL_MS = 500;

/** What the steps of a run share. */
interface Run {
  readonly options: DemoOptions;
  readonly progress: Progress;
  readonly folder: DataFolder;
  readonly stops: Stops;
  /** Rejects when a program ends that should run, or the user asks to stop. */
  readonly broken: Promise<never>;
  /** Watches a program for `broken` and ends it with the run. */
  keep(script: string, program: Program): Program;
}

class Interrupted extends Error {}

/** Does all of it; returns when it is done (`--once`) or when the user asks to stop. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const shown = createProgress();
  const stops = createStops();
  const { promise: broken, reject: breakOff } = Promise.withResolvers<never>();
  broken.catch(() => {});
  void interruption().then(() => breakOff(new Interrupted()));
  try {
    const folder = takeDataFolder(DATA);
    stops.add(() => folder.release());
    const keep = (script: string, program: Program) => {
      folder.noteChild(script, program.pid);
      stops.add(() => program.stop());
      program.died.catch(breakOff);
      return program;
    };
    // No step is waited for after a program died or the user asked to stop.
    const step: Progress['step'] = (title, work) => shown.step(title, (detail) => Promise.race([work(detail), broken]));
    await run({ options, progress: { ...shown, step }, folder, stops, broken, keep });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    shown.say('\nStopping …');
  } finally {
    await stops.run();
  }
}

async function run(context: Run): Promise<void> {
  const { options, progress, folder, stops, broken } = context;
  const pagePort = await choosePort(options.port);
  const database = await progress.step('Database', async (detail) => {
    const serverUrl = process.env.DATABASE_URL;
    detail(serverUrl ? 'DATABASE_URL' : 'embedded PostgreSQL');
    const started = await startDemoDatabase(join(folder.path, 'postgres'), { reset: options.reset, serverUrl });
    stops.add(() => started.stop());
    return started;
  });
  const redisUrl = process.env.REDIS_URL;
  if (redisUrl) await progress.step('Queue on Redis', () => clearDemoQueue(redisUrl));
  const db = createDatabase({ url: database.url, max: 2 });
  stops.add(() => db.close());

  const app = { clientId: 'partner-pulse-demo', clientSecret: randomBytes(24).toString('base64url') };
  const port = await freePort();
  const serverUrl = `http://127.0.0.1:${port}`;
  const standIn = await openAccount(context, { ...app, redirectUri: `${serverUrl}/oauth/callback` });
  const environment = serverEnvironment({
    ...app,
    databaseUrl: database.url,
    port,
    standInUrl: standIn.url,
    asOf: options.asOf,
  });
  await install(context, { db, standIn, environment, serverUrl });
  const seconds = await firstPass(context, { db, standIn, environment });
  const summary = await summarise(db, standIn.hubId, { calls: await standIn.callCounts(), seconds });

  if (options.exportFile !== undefined) {
    const file = options.exportFile;
    await progress.step('Export', () => exportResults(environment, standIn.hubId, options.asOf, file));
  }
  const page = await progress.step('Page with the cards', async () =>
    context.keep(
      'test/preview/serve.ts',
      await startCardPage(
        {
          ...app,
          serverUrl,
          standInUrl: standIn.url,
          hubId: standIn.hubId,
          token: await standIn.token(),
          port: pagePort,
        },
        join(folder.path, 'logs', 'page.log'),
      ),
    ),
  );
  folder.noteUrl(page.found);
  const cards = await renderSome(context, db, standIn.hubId, page.found);
  const result = { ...summary, cards: { rendered: cards.rendered } };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else progress.say(`\n${JSON.stringify(result, null, 2)}`);
  if (options.once) return;
  const shell = relative(process.cwd(), folder.noteEnvironment(environment));
  progress.say(
    `\nCards and records of the account: ${page.found}\n` +
      `The commands of the guides, in another shell: set -a; . ./${shell}; set +a\n` +
      `  then for instance: npm run settings -- --portal ${standIn.hubId}\n` +
      'End with Ctrl-C.',
  );
  await broken;
}

function openAccount(
  { options, progress, folder, keep }: Run,
  app: Parameters<typeof startStandIn>[1],
): Promise<StandIn> {
  return progress.step(`Stand-in HubSpot, world "${options.world}"`, async () => {
    const standIn = await startStandIn(options.world, app, join(folder.path, 'logs', 'stand-in.log'));
    keep('test/stand-in/main.ts', standIn.program);
    return standIn;
  });
}

interface Account {
  readonly db: Database;
  readonly standIn: StandIn;
  readonly environment: Readonly<Record<string, string>>;
}

/** The web role alone first: the account's settings are in place before a worker begins its first pass. */
async function install({ progress, folder, keep }: Run, account: Account & { serverUrl: string }): Promise<void> {
  const { db, standIn, environment, serverUrl } = account;
  await progress.step('Server, web role', async () => {
    keep('server/main.ts', await startServer('web', environment, join(folder.path, 'logs'), () => {}));
  });
  await progress.step('Installing the app through OAuth', async (detail) => {
    await installApp(serverUrl);
    await saveSettings(db, standIn.hubId, standIn.settings);
    detail(`account ${standIn.hubId}`);
  });
}

async function firstPass({ progress, folder, keep }: Run, { db, standIn, environment }: Account): Promise<PassSeconds> {
  const pass = followFirstPass(standIn.hubId);
  return progress.step('Server, worker role: first pass', async (detail) => {
    keep('server/main.ts', await startServer('worker', environment, join(folder.path, 'logs'), pass.see));
    const timer = setInterval(() => {
      // Only a display: a failed look must not end the run.
      passDetail(db, standIn.hubId, pass.stage()).then(detail, () => {});
    }, POLL_MS);
    try {
      const [seconds, { feeds, rows, factsVersion }] = await Promise.all([
        pass.done,
        uploadFeeds(db, standIn.hubId, standIn.feeds),
      ]);
      if (feeds > 0) progress.say(`  ${feeds} feeds uploaded, ${rows} rows`);
      // Only where the upload was slower than reading the whole account.
      return (await isComputed(db, standIn.hubId, factsVersion)) ? seconds : await pass.next();
    } finally {
      clearInterval(timer);
    }
  });
}

/** Renders a few cards when a run is to be judged by itself. A machine without a browser still has a demo. */
async function renderSome(
  { options, progress, folder }: Run,
  db: Database,
  hubId: number,
  url: string,
): Promise<RenderedCards> {
  if (!options.once && options.shots === undefined) return { rendered: 0, problems: [] };
  try {
    return await progress.step('Rendering cards', async (detail) => {
      const records = await recordsToShow(db, hubId);
      const cards = await renderCards(url, records, options.shots, join(folder.path, 'logs', 'browser.log'));
      detail(`${cards.rendered} of ${records.length}`);
      for (const problem of cards.problems) progress.say(`  ${problem}`);
      return cards;
    });
  } catch (error) {
    if (options.shots !== undefined) throw error;
    progress.say(`No cards were rendered: ${error instanceof Error ? error.message : String(error)}`);
    return { rendered: 0, problems: [] };
  }
}
