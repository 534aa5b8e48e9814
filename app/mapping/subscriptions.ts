import type { Finding } from '../facts/finding.ts';
import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import { type Minor, parseMinor } from '../kit/money.ts';
import { billsAYear, monthlyOf, type Stretch } from './billing.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { AccountRecords, CrmHistory, CrmRecord } from './records.ts';

/**
 * Documented (guide to commerce subscriptions): the status and its values, the start date, the frequency, the currency,
 * and what the last bill asked for and the next one will. Seen in accounts, not documented there: `hs_mrr`, revenue of a
 * month, and the statuses `unpaid` and `paused`.
 */
export const SUBSCRIPTION_PROPERTIES: readonly string[] = [
  'hs_status',
  'hs_mrr',
  'hs_next_payment_amount',
  'hs_last_payment_amount',
  'hs_recurring_billing_frequency',
  'hs_recurring_billing_start_date',
  'hs_currency_code',
];
export const SUBSCRIPTION_HISTORY = ['hs_status', 'hs_mrr'] as const;

/** A bill that failed is asked for again: the customer has not left. One that is scheduled counts from its start on. */
const PAYING: ReadonlySet<string> = new Set(['active', 'past_due', 'unpaid', 'scheduled']);

interface FromSubscriptions {
  readonly stretches: readonly Stretch[];
  readonly findings: readonly Finding[];
}

/** What customers pay by their subscriptions, as status and monthly revenue were over time. */
export function fromSubscriptions(
  records: AccountRecords,
  customerIndex: ReadonlyMap<string, number>,
  zone: Zone,
): FromSubscriptions {
  const links = groupBy(records.extras.links['subscriptions>companies'] ?? [], (link) => link.fromId);
  const history = groupBy(records.extras.history.subscriptions ?? [], (entry) => entry.id);
  const stretches: Stretch[] = [];
  const findings: Finding[] = [];
  for (const record of records.extras.records.subscriptions ?? []) {
    if (record.archived) continue;
    const companies = (links.get(record.id) ?? [])
      .filter(({ removedMs }) => removedMs === null)
      .map((link) => link.toId);
    // Of several companies the one with the lower record id, whatever order links come in.
    const company = companies.filter((id) => customerIndex.has(id)).sort()[0];
    const customer = customerIndex.get(company ?? '');
    if (company === undefined || customer === undefined) continue;
    const doubt = doubtOf(record, records.settings.currency);
    if (doubt === null) {
      const parts = partsOf(record, history.get(record.id) ?? [], records.settings.currency, zone);
      stretches.push(...parts.map((part) => ({ customer, ...part })));
    } else {
      const detail = `subscription ${record.id}: ${doubt.detail}`;
      const about = {
        record: { type: 'company', id: company } as const,
        partners: [],
        day: zone.dayOf(record.createdMs),
      };
      findings.push({ kind: doubt.kind, ...about, detail });
    }
  }
  return { stretches, findings };
}

function doubtOf(record: CrmRecord, currency: string): Pick<Finding, 'kind' | 'detail'> | null {
  const code = record.properties.hs_currency_code?.trim() || currency;
  if (code !== currency) return { kind: 'amount-in-other-currency', detail: code.slice(0, 10) };
  return monthlyNow(record, record.properties.hs_mrr, currency) === null
    ? { kind: 'amount-missing', detail: 'no monthly revenue' }
    : null;
}

/** Revenue of a month: HubSpot's own, else from what a bill asks for. */
function monthlyNow({ properties }: CrmRecord, mrr: string | null | undefined, currency: string): Minor | null {
  const told = mrr?.trim() ? parseMinor(mrr, currency) : null;
  if (told !== null) return Math.max(0, told);
  const bill = (properties.hs_next_payment_amount || properties.hs_last_payment_amount)?.trim();
  const bills = billsAYear(properties.hs_recurring_billing_frequency);
  const billMinor = bill ? parseMinor(bill, currency) : null;
  return billMinor === null || bills === null ? null : Math.max(0, monthlyOf(billMinor, bills));
}

interface Step {
  readonly day: Day;
  readonly value: string | null;
}

function partsOf(record: CrmRecord, history: readonly CrmHistory[], currency: string, zone: Zone) {
  const createdDay = zone.dayOf(record.createdMs);
  const told = readDay(record.properties.hs_recurring_billing_start_date, zone);
  const start = typeof told === 'number' ? told : createdDay;
  const [statuses, revenues] = SUBSCRIPTION_HISTORY.map((property) => stepsOf(record, history, property, zone));
  const days = [...(statuses ?? []), ...(revenues ?? [])].map(({ day }) => day).filter((day) => day > start);
  const cuts = [start, ...new Set(days)].sort((a, b) => a - b);
  return cuts.flatMap((from, at): Omit<Stretch, 'customer'>[] => {
    const until = cuts[at + 1] ?? FOREVER;
    if (!PAYING.has(valueAt(statuses, from)?.trim().toLowerCase() ?? '')) return [];
    const monthlyMinor = monthlyNow(record, valueAt(revenues, from), currency) ?? 0;
    return [{ from, until, monthlyMinor, learnedDay: Math.max(createdDay, from), endLearnedDay: until }];
  });
}

/** Values with the day from which each held; the first held before HubSpot knew of it, the last is the record's own. */
function stepsOf(record: CrmRecord, history: readonly CrmHistory[], property: string, zone: Zone): Step[] {
  const ordered = history.filter((entry) => entry.property === property).toSorted((a, b) => a.atMs - b.atMs);
  const steps = ordered.map(({ atMs, value }, at) => ({ day: at === 0 ? NEVER : zone.dayOf(atMs), value }));
  const now = record.properties[property] ?? null;
  if (steps.length === 0) return [{ day: NEVER, value: now }];
  if (steps.at(-1)?.value !== now) steps.push({ day: zone.dayOf(record.modifiedMs), value: now });
  return steps;
}

const valueAt = (steps: readonly Step[] | undefined, day: Day): string | null =>
  steps?.findLast((step) => step.day <= day)?.value ?? null;
