/**
 * `npm run stand-in -- --world NAME|DIR [--port N] …`: a stand-in HubSpot as a process of its own. When it is ready it
 * prints one line of JSON: `{"url": …, "accounts": [{"hubId": …, "name": …, "settings": …, "feeds": …}]}`, `feeds` being the
 * world's files to upload by kind. SIGTERM or SIGINT ends it.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { type BigWorldSize, bigWorld } from './big-world.ts';
import { manualClock, systemClock } from './clock.ts';
import { createStandIn } from './index.ts';
import type { AccountConfig, AppConfig } from './options.ts';

const USAGE = `npm run stand-in -- --world NAME|DIR [--world …] [--port N]
  --world NAME|DIR      an account per world, shipped or in a folder (docs/worlds.md)
  --generate JSON       an account of generated records: {"companies":1000,"deals":20000,"partners":200,"seed":1}
  --port N              0 or nothing takes a free port
  --app JSON            an app that may be installed: {"clientId","clientSecret","redirectUris","requiredScopes","optionalScopes"}
  --auto-approve        the authorize address redirects at once, without a page
  --rotate-refresh      every refresh hands out a new refresh token
  --no-limits           no request limits
  --limit-speed N       windows of the limits that many times shorter
  --search-lag MS       how long writes stay unseen by search
  --property-lag MS     how long a new property stays unknown
  --webhooks URL        tells every app of changes at this address, signed and at once
  --clock TIME          a clock that only moves when told to (POST /__stand-in/clock), from this time on`;

const subscriptionSchema = z.object({
  subscriptionType: z.string(),
  objectType: z.string(),
  propertyName: z.string().optional(),
});
const subscriptionsSchema = z.object({
  crmObjects: z.array(subscriptionSchema).default([]),
  hubEvents: z.array(z.object({ subscriptionType: z.string() })).default([]),
});
const appSchema = z.object({
  appId: z.number().optional(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUris: z.array(z.string()),
  requiredScopes: z.array(z.string()),
  optionalScopes: z.array(z.string()).default([]),
  /** What of its webhooks file the app subscribes to; everything where left out. */
  webhooks: z.object({ subscriptions: subscriptionsSchema }).optional(),
});

const sizeSchema = z.object({
  companies: z.number().optional(),
  deals: z.number().optional(),
  partners: z.number().optional(),
  contacts: z.number().optional(),
  engagements: z.number().optional(),
  partnerDealShare: z.number().optional(),
  seed: z.number().optional(),
});

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${USAGE}\n`);
  process.exit(2);
}

function json<T>(flag: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    return fail(`--${flag}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function milliseconds(flag: string, text: string | undefined): number | undefined {
  const value = Number(text);
  if (text !== undefined && !(value >= 0)) fail(`--${flag} must be a number of at least 0`);
  return text === undefined ? undefined : value;
}

function parse() {
  try {
    return parseArgs({
      options: {
        world: { type: 'string', multiple: true, default: [] },
        generate: { type: 'string', multiple: true, default: [] },
        port: { type: 'string' },
        app: { type: 'string', multiple: true, default: [] },
        'auto-approve': { type: 'boolean', default: false },
        'rotate-refresh': { type: 'boolean', default: false },
        'no-limits': { type: 'boolean', default: false },
        'limit-speed': { type: 'string' },
        'search-lag': { type: 'string' },
        'property-lag': { type: 'string' },
        clock: { type: 'string' },
        webhooks: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** @param targetUrl where its webhooks go; nowhere where left out, whatever it subscribes to */
function appOf(text: string, targetUrl: string | undefined): AppConfig {
  const { appId, webhooks, ...app } = json('app', text, appSchema);
  return {
    ...app,
    ...(appId !== undefined && { appId }),
    ...(targetUrl !== undefined && { webhooks: { ...webhooks, targetUrl } }),
  };
}

async function main(): Promise<void> {
  const flags = parse();
  const resolved = flags.world.map(resolveWorld);
  const read = resolved.map(({ world }): AccountConfig => ({ world }));
  const generated = flags.generate.map((text): AccountConfig => {
    const size: BigWorldSize = json('generate', text, sizeSchema);
    return { world: bigWorld(size) };
  });
  const accounts = [...read, ...generated];
  if (accounts.length === 0) fail('Name at least one --world or --generate');
  const searchLagMilliseconds = milliseconds('search-lag', flags['search-lag']);
  const propertyLagMilliseconds = milliseconds('property-lag', flags['property-lag']);
  const limitSpeed = milliseconds('limit-speed', flags['limit-speed']);
  const standIn = await createStandIn({
    accounts,
    ...(limitSpeed === undefined ? {} : { limitSpeed }),
    apps: flags.app.map((app) => appOf(app, flags.webhooks)),
    port: milliseconds('port', flags.port) ?? 0,
    clock: flags.clock === undefined ? systemClock : manualClock(flags.clock),
    autoApprove: flags['auto-approve'],
    rotateRefreshTokens: flags['rotate-refresh'],
    limits: !flags['no-limits'],
    ...(searchLagMilliseconds === undefined ? {} : { searchLagMilliseconds }),
    ...(propertyLagMilliseconds === undefined ? {} : { propertyLagMilliseconds }),
  });
  if (flags.webhooks !== undefined) standIn.webhooks.deliverAlone();
  const named = standIn.hubIds.map((hubId, at) => ({
    hubId,
    name: accounts[at]?.world.name,
    settings: accounts[at]?.world.settings,
    feeds: resolved[at]?.feedFiles ?? {},
  }));
  process.stdout.write(`${JSON.stringify({ url: standIn.url, accounts: named })}\n`);
  const stop = () => {
    standIn.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(`${taken ? 'The port is taken; choose another --port, or 0 for a free one.' : error}\n`);
  process.exit(1);
});
