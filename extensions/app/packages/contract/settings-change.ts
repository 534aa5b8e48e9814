import { ROLE_KEYS } from '@partner-pulse/words';
import * as z from 'zod/mini';

/** What the page may change at once. Bounds keep a body far below what the server takes. */
const name = z.string().check(z.minLength(1), z.maxLength(200));
const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written as 2026-01-31'));

/** Steps of the funnel a stage may stand for. */
export const FUNNEL_STEPS = ['registered', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;
export type FunnelStepKey = (typeof FUNNEL_STEPS)[number];
export const SEGMENT_KEYS = ['type', 'region', 'tier', 'tenure', 'vertical'] as const;
export type SegmentKey = (typeof SEGMENT_KEYS)[number];
export const MATCH_KEYS = ['id', 'name', 'domain'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];
export const CADENCE_KEYS = ['weekly', 'monthly', 'quarterly'] as const;
export type CadenceKey = (typeof CADENCE_KEYS)[number];
export const WRITE_DEALS_KEYS = ['open', 'all', 'none'] as const;
export type WriteDealsKey = (typeof WRITE_DEALS_KEYS)[number];

export const ALLOWED_KEYS = ['admins', 'everyone'] as const;
const allowed = z.enum(ALLOWED_KEYS);
/** Who may set bands by hand and share scorecards on a partner's card. */
export const settingsRights = z.strictObject({ overrides: allowed, sharing: allowed });
export type SettingsRights = z.output<typeof settingsRights>;

const role = z.enum(ROLE_KEYS);
/** `property:NAME`, or one of the named sources. */
const source = z.string().check(z.maxLength(220));

export const settingsTarget = z.strictObject({
  /** HubSpot id of the partner; null for the programme. */
  partnerId: z.nullable(z.string().check(z.regex(/^\d{1,20}$/, 'A HubSpot record id is digits only'))),
  from: date,
  to: date,
  /** In major units of the account's currency. */
  amount: z.number().check(z.gte(0)),
});
export type SettingsTarget = z.output<typeof settingsTarget>;

export const PROFILE_KEYS = ['early', 'producing'] as const;
export const COMPONENT_KEYS = ['registrations', 'revenue', 'pipeline', 'close-rate', 'cycle', 'engagement'] as const;
const points = z.number().check(z.gte(0), z.lte(100));
/** First score of the bands above At risk. */
export const bandLines = z.strictObject({ watch: points, healthy: points });
const scoreChange = z.strictObject({
  weights: z.record(z.enum(PROFILE_KEYS), z.partialRecord(z.enum(COMPONENT_KEYS), points)),
  /** In the units the page shows. */
  bars: z.partialRecord(z.enum(COMPONENT_KEYS), z.strictObject({ low: z.number(), high: z.number() })),
  /** Left out: the product's. */
  bands: z.optional(bandLines),
});

/** Parts of the settings, each whole: what is named replaces what was. */
export const settingsChange = z.strictObject({
  partnerRule: z.optional(z.strictObject({ property: name, values: z.array(name).check(z.maxLength(100)) })),
  labels: z.optional(z.record(name, role)),
  dealProperty: z.optional(z.nullable(z.strictObject({ name, matches: z.enum(MATCH_KEYS), role }))),
  /** Pipeline id, then stage id. A pipeline that is not named stays as it is. */
  stages: z.optional(z.record(name, z.record(name, z.enum(FUNNEL_STEPS)))),
  startDate: z.optional(source),
  registration: z.optional(source),
  recurring: z.optional(source),
  /** Name of a HubSpot goal; empty for none. */
  goal: z.optional(source),
  segments: z.optional(z.array(z.enum(SEGMENT_KEYS))),
  targets: z.optional(z.array(settingsTarget).check(z.maxLength(500))),
  writeDeals: z.optional(z.enum(WRITE_DEALS_KEYS)),
  judgements: z.optional(settingsRights),
  /** Null goes back to the weights, bars and bands of the product. */
  score: z.optional(z.nullable(scoreChange)),
  /** By kind of feed; null forgets what was set. */
  feeds: z.optional(
    z.record(
      name,
      z.strictObject({
        ownerId: z.nullable(name),
        expectedEveryDays: z.nullable(z.int().check(z.gte(1), z.lte(3660))),
      }),
    ),
  ),
});
export type SettingsChange = z.output<typeof settingsChange>;
