import { z } from 'zod';
import { ROLES } from '../../app/facts/role.ts';
import { DEFAULT_SETTINGS, type PortalSettings } from '../../app/mapping/settings.ts';

const role = z.enum(ROLES);
const name = z.string().min(1);
const date = z.iso.date();
const source = z.strictObject({ property: name });

const startDate = z.union([source, z.enum(['rule-history', 'create-date', 'none'])]);
const registration = z.union([
  source,
  z.strictObject({ stage: z.literal(true) }),
  z.strictObject({ partnerProperty: z.literal(true) }),
  z.enum(['create-date', 'auto', 'none']),
]);
const step = z.enum(['registered', 'qualified', 'proposal', 'negotiation', 'won', 'lost']);

const target = z.strictObject({
  partnerId: z.string().nullable(),
  from: date,
  to: date,
  amount: z.number().nonnegative(),
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
      })
      .partial(),
    roles: z
      .strictObject({
        labels: z.record(z.string(), role),
        property: z.strictObject({ name, matches: z.enum(['id', 'name', 'domain']), role }).nullable(),
      })
      .partial(),
    registration,
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
  const { partner, roles, ...rest } = withoutUndefined(overrides.parse(value));
  return {
    ...DEFAULT_SETTINGS,
    ...(account.timeZone ? { timeZone: account.timeZone } : {}),
    ...(account.currency ? { currency: account.currency } : {}),
    ...rest,
    partner: { ...DEFAULT_SETTINGS.partner, ...withoutUndefined(partner ?? {}) },
    roles: { ...DEFAULT_SETTINGS.roles, ...withoutUndefined(roles ?? {}) },
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
