import type { Finding } from '../facts/finding.ts';
import { FOREVER } from '../kit/days.ts';
import { type Minor, parseMinor } from '../kit/money.ts';
import { billsAYear, monthlyOf, type Stretch } from './billing.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { AccountRecords, CrmHistory, CrmRecord } from './records.ts';
import { changesBetween, stepsOf, valueAt } from './value-steps.ts';

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
/** What is paid, over time: without the history of a bill that stands in for `hs_mrr`, today's would pass for last year's. */
export const SUBSCRIPTION_HISTORY = [
  'hs_status',
  'hs_mrr',
  'hs_next_payment_amount',
  'hs_recurring_billing_frequency',
] as const;

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
  return monthlyNow(record, currency) === null ? { kind: 'amount-missing', detail: 'no monthly revenue' } : null;
}

interface Told {
  readonly mrr: string | null | undefined;
  readonly nextBill: string | null | undefined;
  readonly frequency: string | null | undefined;
}

/** Revenue of a month: HubSpot's own, else from what a bill asks for. */
function monthlyFrom({ mrr, nextBill, frequency }: Told, lastBill: string | null | undefined, currency: string) {
  const told = mrr?.trim() ? parseMinor(mrr, currency) : null;
  if (told !== null) return Math.max(0, told);
  const bill = (nextBill || lastBill)?.trim();
  const bills = billsAYear(frequency);
  const billMinor = bill ? parseMinor(bill, currency) : null;
  return billMinor === null || bills === null ? null : Math.max(0, monthlyOf(billMinor, bills));
}

const monthlyNow = ({ properties }: CrmRecord, currency: string): Minor | null =>
  monthlyFrom(
    {
      mrr: properties.hs_mrr,
      nextBill: properties.hs_next_payment_amount,
      frequency: properties.hs_recurring_billing_frequency,
    },
    properties.hs_last_payment_amount,
    currency,
  );

function partsOf(record: CrmRecord, history: readonly CrmHistory[], currency: string, zone: Zone) {
  const createdDay = zone.dayOf(record.createdMs);
  const told = readDay(record.properties.hs_recurring_billing_start_date, zone);
  const start = typeof told === 'number' ? told : createdDay;
  const all = SUBSCRIPTION_HISTORY.map((property) => stepsOf(record, history, property, zone));
  const [statuses = [], revenues = [], bills = [], frequencies = []] = all;
  const cuts = [start, ...changesBetween(all, start, FOREVER)];
  return cuts.flatMap((from, at): Omit<Stretch, 'customer'>[] => {
    const until = cuts[at + 1] ?? FOREVER;
    if (!PAYING.has(valueAt(statuses, from)?.trim().toLowerCase() ?? '')) return [];
    const then = {
      mrr: valueAt(revenues, from),
      nextBill: valueAt(bills, from),
      frequency: valueAt(frequencies, from),
    };
    // What cannot be told of then is told by what is paid now.
    const monthlyMinor =
      monthlyFrom(then, record.properties.hs_last_payment_amount, currency) ?? monthlyNow(record, currency) ?? 0;
    return [{ from, until, monthlyMinor, learnedDay: Math.max(createdDay, from), endLearnedDay: until }];
  });
}
