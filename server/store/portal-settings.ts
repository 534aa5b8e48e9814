import { z } from 'zod';
import { ROLES } from '../../app/facts/role.ts';
import { EVENT_KINDS } from '../../app/facts/tables.ts';
import { TICKET_CATEGORIES } from '../../app/facts/ticket.ts';
import { END_CAUSES } from '../../app/feeds/business-feeds.ts';
import { FEED_KINDS, FEEDS } from '../../app/feeds/feeds.ts';
import { choicesProblem, type ScoreChoices, STANDARD_CHOICES } from '../../app/health/account-model.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import { COMPANY_FEED_KINDS } from '../../app/mapping/company-feeds.ts';
import { DEFAULT_SETTINGS, type PortalSettings } from '../../app/mapping/settings.ts';
import { MOST_ON_SCORECARD, scorecardMeasure } from '../../app/metrics/scorecard-measures.ts';

const role = z.enum(ROLES);
const name = z.string().min(1);
const date = z.iso.date();
const source = z.strictObject({ property: name });

const startDate = z.union([source, z.enum(['rule-history', 'create-date', 'none'])]);
const registration = z.union([
  source,
  z.strictObject({ stage: z.literal(true) }),
  z.strictObject({ partnerProperty: z.literal(true) }),
  z.strictObject({
    records: z.enum(['deals', 'tickets']),
    pipeline: name,
    approvedStages: z.array(z.string()).default([]),
    rejectedStages: z.array(z.string()).default([]),
    date: name.nullable().default(null),
  }),
  z.strictObject({
    object: name,
    date: name,
    approved: name.nullable().default(null),
    rejected: name.nullable().default(null),
  }),
  z.enum(['create-date', 'auto', 'none']),
]);
const leads = z.union([
  z.strictObject({ object: z.literal('leads') }),
  z.strictObject({ pipeline: name, qualifiedStages: z.array(z.string()) }),
  z.literal('none'),
]);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00');
const workingHours = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, 'must end later than it begins');
const metricChoice = z.strictObject({
  isActive: z.boolean().optional(),
  ownerId: z.string().optional(),
  cadence: z.enum(['weekly', 'monthly', 'quarterly']).optional(),
  reviewed: date.optional(),
});
const sharedMeasure = z
  .string()
  .refine((key) => scorecardMeasure(key) !== null, 'must be a number of one partner, written metric/measure');
const step = z.enum(['registered', 'qualified', 'proposal', 'negotiation', 'won', 'lost']);

const allowed = z.enum(['admins', 'everyone']);
const component = z.enum(HEALTH_MODEL.components.map(({ key }) => key));
const scoreChoices = z
  .strictObject({
    weights: z.partialRecord(
      z.enum(HEALTH_MODEL.profiles.map(({ id }) => id)),
      z.partialRecord(component, z.number().min(0).max(100)),
    ),
    bars: z.partialRecord(component, z.strictObject({ low: z.number(), high: z.number() })),
    bands: z.strictObject({ watch: z.number(), healthy: z.number() }).optional(),
  })
  .check(({ value, issues }) => {
    const problem = choicesProblem(value);
    if (problem !== null) issues.push({ code: 'custom', message: problem, input: value });
  });

const target = z.strictObject({
  partnerId: z.string().nullable(),
  from: date,
  to: date,
  amount: z.number().nonnegative(),
});

/** The choices in stored settings; the product's own where there are none that can be read. */
export const scoreChoicesIn = (stored: Readonly<Record<string, unknown>>): ScoreChoices =>
  scoreChoices.safeParse(stored.score).data ?? STANDARD_CHOICES;

const companyFeed = z
  .strictObject({
    property: name,
    feed: z.enum(COMPANY_FEED_KINDS),
    column: name,
    values: z.record(name, z.string()).default({}),
    counts: z.enum(['value', 'rise']).default('value'),
  })
  .check(({ value, issues }) => {
    const { columns } = FEEDS[value.feed];
    const unknown = [value.column, ...Object.keys(value.values)].find((column) => !(column in columns));
    const message = `the feed "${value.feed}" has no column "${unknown}": it has ${Object.keys(columns).join(', ')}`;
    if (unknown !== undefined) issues.push({ code: 'custom', message, input: value });
  });

/** What an account has set; anything left out keeps its default. */
const overrides = z
  .strictObject({
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
    fiscalYearStartMonth: z.number().int().min(1).max(12),
    partnerRule: z.strictObject({
      property: name,
      in: z.array(z.string()),
      version: z.number().int().positive().default(1),
    }),
    partner: z
      .strictObject({
        startDate,
        endDate: name.nullable(),
        endReason: name.nullable(),
        type: name.nullable(),
        region: name.nullable(),
        tier: name.nullable(),
        vertical: name.nullable(),
        country: name.nullable(),
        industry: name.nullable(),
        employees: name.nullable(),
        source: name.nullable(),
        referrer: name.nullable(),
        onboarded: name.nullable(),
      })
      .partial(),
    endReasons: z.record(
      z.string(),
      z.strictObject({ cause: z.enum(END_CAUSES), decidedBy: z.enum(['partner', 'us', 'unknown']) }),
    ),
    customer: z
      .strictObject({
        country: name.nullable(),
        industry: name.nullable(),
        employees: name.nullable(),
        lostDate: name.nullable(),
      })
      .partial(),
    roles: z
      .strictObject({
        labels: z.record(z.string(), role),
        property: z.strictObject({ name, matches: z.enum(['id', 'name', 'domain']), role }).nullable(),
      })
      .partial(),
    registration,
    registrationDates: z
      .strictObject({ approved: name.nullable(), rejected: name.nullable(), expires: name.nullable() })
      .partial(),
    leads,
    leadOrigin: name.nullable(),
    discussionSource: name.nullable(),
    unpromptedSources: z.array(z.string()),
    tickets: z
      .strictObject({ categoryProperty: name, categories: z.record(z.string(), z.enum(TICKET_CATEGORIES)) })
      .partial(),
    recurringRevenue: z.enum(['feed', 'line_items', 'subscriptions']),
    targetGoal: name.nullable(),
    companyFeeds: z.array(companyFeed).max(50),
    workingHours,
    qualifyingEvents: z.array(z.enum(EVENT_KINDS)).min(1),
    tools: z.array(name),
    certifiedPeople: z.record(z.string(), z.int().nonnegative()),
    businessReviewEveryDays: z.int().positive(),
    competitorLostReasons: z.array(name),
    feeds: z.partialRecord(
      z.enum(FEED_KINDS),
      z.strictObject({ ownerId: z.string().optional(), expectedEveryDays: z.int().positive().optional() }),
    ),
    segments: z.array(z.enum(['type', 'region', 'tier', 'tenure', 'vertical'])),
    metrics: z.record(z.string(), metricChoice),
    activeMetricsLimit: z.int().min(1).max(20),
    rewards: z.array(z.strictObject({ name, metric: name, measure: name, atLeast: z.number() })),
    gamingAffectsScore: z.boolean(),
    scorecard: z.strictObject({ measures: z.array(sharedMeasure).min(1).max(MOST_ON_SCORECARD) }),
    judgements: z.strictObject({ overrides: allowed, sharing: allowed }).partial(),
    score: scoreChoices,
    stages: z.record(z.string(), z.record(z.string(), step)),
    salesPipelines: z.array(z.string()).nullable(),
    recruitmentPipelines: z.array(z.string()),
    targets: z.array(target),
    writeDeals: z.enum(['open', 'all', 'none']),
  })
  .partial();

/**
 * Settings of an account: its own where set, then what HubSpot says of the account, then the defaults.
 * Throws a ZodError that names the setting.
 */
export function parsePortalSettings(
  value: unknown,
  account: { readonly timeZone?: string | null; readonly currency?: string | null },
): PortalSettings {
  const { partner, roles, customer, registrationDates, tickets, judgements, ...rest } = withoutUndefined(
    overrides.parse(value),
  );
  return {
    ...DEFAULT_SETTINGS,
    ...(account.timeZone ? { timeZone: account.timeZone } : {}),
    ...(account.currency ? { currency: account.currency } : {}),
    ...rest,
    partner: { ...DEFAULT_SETTINGS.partner, ...withoutUndefined(partner ?? {}) },
    roles: { ...DEFAULT_SETTINGS.roles, ...withoutUndefined(roles ?? {}) },
    customer: { ...DEFAULT_SETTINGS.customer, ...withoutUndefined(customer ?? {}) },
    registrationDates: { ...DEFAULT_SETTINGS.registrationDates, ...withoutUndefined(registrationDates ?? {}) },
    tickets: { ...DEFAULT_SETTINGS.tickets, ...withoutUndefined(tickets ?? {}) },
    judgements: { ...DEFAULT_SETTINGS.judgements, ...withoutUndefined(judgements ?? {}) },
  };
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** A key set to undefined would hide the default below it. */
function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  // Object.fromEntries forgets the types; the entries are those of `value` less the undefined ones.
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<Defined<T>>;
}
