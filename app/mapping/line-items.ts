import { type DealFact, WON } from '../facts/deal.ts';
import type { Finding, FindingKind } from '../facts/finding.ts';
import { type Day, FOREVER, monthsLater, NEVER } from '../kit/days.ts';
import { type Minor, parseMinor } from '../kit/money.ts';
import { billsAYear, monthlyOf, type Stretch, termEnd } from './billing.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { AccountRecords, CrmRecord } from './records.ts';
import { changesBetween, type Step, stepsOf, valueAt } from './value-steps.ts';

/**
 * Documented (guide to line items, default line item properties): `amount` is what one bill asks for, after discounts;
 * a line item without `recurringbillingfrequency` is paid once; `hs_recurring_billing_period` is how long it is billed,
 * and without it billing goes on until it is ended; billing starts on `hs_recurring_billing_start_date`, or so many days
 * or months after the sale. Seen in accounts, not documented: `hs_recurring_billing_end_date`, read as the last day.
 */
export const LINE_ITEM_PROPERTIES: readonly string[] = [
  'amount',
  'hs_line_item_currency_code',
  'recurringbillingfrequency',
  'hs_recurring_billing_period',
  'hs_recurring_billing_start_date',
  'hs_recurring_billing_end_date',
  'hs_billing_start_delay_days',
  'hs_billing_start_delay_months',
];

/** What a customer paid, and until when, is a fact of its day: what an item says today is no evidence of last year. */
export const LINE_ITEM_HISTORY = [
  'amount',
  'recurringbillingfrequency',
  'hs_recurring_billing_period',
  'hs_recurring_billing_end_date',
] as const;

/** What customers pay by the line items of won deals, with what is doubtful, by deal. */
export interface FromItems {
  readonly stretches: readonly Stretch[];
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

interface Run {
  readonly from: Day;
  readonly until: Day;
  readonly closeDay: Day;
}

/**
 * Recurring line items count for the first customer of their deal while the deal is won: a deal that is lost or opened
 * again carries nothing from that day on. Another price or frequency counts from the day on which it was entered.
 */
export function fromLineItems(records: AccountRecords, deals: readonly DealFact[], zone: Zone): FromItems {
  const dealById = new Map(deals.map((deal) => [deal.id, deal]));
  const codeOf = new Map(records.deals.map(({ id, properties }) => [id, properties.deal_currency_code]));
  const links = groupBy(records.extras.links['line_items>deals'] ?? [], (link) => link.fromId);
  const stretches: Stretch[] = [];
  const findings = new Map<string, Finding[]>();
  const history = groupBy(records.extras.history.line_items ?? [], (entry) => entry.id);
  for (const item of records.extras.records.line_items ?? []) {
    if (item.archived) continue;
    const steps = LINE_ITEM_HISTORY.map((property) => stepsOf(item, history.get(item.id) ?? [], property, zone));
    const [, frequencies = []] = steps;
    if (frequencies.every(({ value }) => billsAYear(value) === null)) continue;
    const dealId = (links.get(item.id) ?? []).find(({ removedMs }) => removedMs === null)?.toId ?? '';
    const deal = dealById.get(dealId);
    const runs = deal ? wonRuns(deal) : [];
    const [customer] = deal?.customers ?? [];
    if (!deal || customer === undefined || runs.length === 0) continue;
    const price = priceOf(item, codeOf.get(dealId), records.settings.currency);
    if ('kind' in price) {
      const found = findingOf(deal, price.kind, `line item ${item.id}: ${price.detail}`);
      findings.set(dealId, [...(findings.get(dealId) ?? []), found]);
      continue;
    }
    const paidAt = monthlyAt(steps, price.minor, records.settings.currency);
    for (const part of partsOf(item, steps, runs, zone)) {
      for (const { monthlyMinor, ...days } of cutByPrice(part, steps, paidAt))
        if (monthlyMinor > 0) stretches.push({ customer, monthlyMinor, ...days });
    }
  }
  return { stretches, findings };
}

type ItemSteps = readonly (readonly Step[])[];

/** What the item asked for in a month, by its price and frequency of a day; a price that was none is today's. */
function monthlyAt([amounts = [], frequencies = []]: ItemSteps, nowMinor: Minor, currency: string) {
  return (day: Day): Minor => {
    const bills = billsAYear(valueAt(frequencies, day));
    const told = valueAt(amounts, day)?.trim();
    const minor = told ? parseMinor(told, currency) : null;
    return bills === null ? 0 : monthlyOf(minor === null || minor < 0 ? nowMinor : minor, bills);
  };
}

/** One part for each price. */
function cutByPrice(part: Part, [amounts = [], frequencies = []]: ItemSteps, paidAt: (day: Day) => Minor) {
  const cuts = [part.from, ...changesBetween([amounts, frequencies], part.from, part.until)];
  return cuts.map((from, at) => {
    const until = cuts[at + 1] ?? part.until;
    return {
      ...{ from, until, monthlyMinor: paidAt(from) },
      learnedDay: at === 0 ? part.learnedDay : Math.max(part.learnedDay, from),
      endLearnedDay: until === part.until ? part.endLearnedDay : until,
    };
  });
}

/** The stretches over which a deal was won, neighbours joined. */
function wonRuns({ spans }: DealFact): Run[] {
  const runs: Run[] = [];
  for (const { state, from, until, closeDay } of spans) {
    if (state !== WON) continue;
    const last = runs.at(-1);
    if (last && last.until === from) runs[runs.length - 1] = { ...last, until, closeDay: closeDay ?? last.closeDay };
    else runs.push({ from, until, closeDay: closeDay ?? from });
  }
  return runs;
}

type Price = { readonly minor: number } | { readonly kind: FindingKind; readonly detail: string };

function priceOf({ properties }: CrmRecord, dealCode: string | null | undefined, currency: string): Price {
  const code = properties.hs_line_item_currency_code?.trim() || dealCode?.trim() || currency;
  if (code !== currency) return { kind: 'amount-in-other-currency', detail: code.slice(0, 10) };
  const minor = properties.amount?.trim() ? parseMinor(properties.amount, currency) : null;
  if (minor === null) return { kind: 'amount-missing', detail: 'no price' };
  return minor < 0 ? { kind: 'amount-negative', detail: `price ${properties.amount ?? ''}` } : { minor };
}

type Part = Pick<Stretch, 'from' | 'until' | 'learnedDay' | 'endLearnedDay'>;

function partsOf(item: CrmRecord, steps: ItemSteps, runs: readonly Run[], zone: Zone): Part[] {
  const [first] = runs;
  const start = startOf(item, first?.closeDay ?? 0, zone);
  const ends = [termEnd(start, item.properties.hs_recurring_billing_period), lastDayOf(item, zone)];
  const end = Math.min(...ends.map((day) => day ?? FOREVER));
  const createdDay = zone.dayOf(item.createdMs);
  const [, , ...endings] = steps;
  const endToldDay = Math.max(createdDay, ...endings.map((told) => told.at(-1)?.day ?? NEVER));
  return runs.flatMap((run): Part[] => {
    // Billing may have begun before the sale was noted; after a deal was opened again it begins with the new sale.
    const from = run === first ? start : Math.max(start, run.from);
    const until = Math.min(end, run.until);
    const learnedDay = Math.max(createdDay, run.from);
    return until > from
      ? [{ from, until, learnedDay, endLearnedDay: run.until < end ? run.until : Math.max(learnedDay, endToldDay) }]
      : [];
  });
}

function startOf({ properties }: CrmRecord, closeDay: Day, zone: Zone): Day {
  const told = readDay(properties.hs_recurring_billing_start_date, zone);
  if (typeof told === 'number') return told;
  const [months, days] = [properties.hs_billing_start_delay_months, properties.hs_billing_start_delay_days].map(count);
  return monthsLater(closeDay, months ?? 0) + (days ?? 0);
}

/** The day after the last one that is billed. */
function lastDayOf({ properties }: CrmRecord, zone: Zone): Day | null {
  const last = readDay(properties.hs_recurring_billing_end_date, zone);
  return typeof last === 'number' ? last + 1 : null;
}

const count = (text: string | null | undefined): number => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : 0);

const findingOf = ({ id, credits, createdDay }: DealFact, kind: FindingKind, detail: string): Finding => ({
  ...{ kind, record: { type: 'deal', id }, detail },
  partners: credits.map(({ partner }) => partner),
  day: createdDay,
});
