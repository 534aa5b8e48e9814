/** One deal of HubSpot as a fact, with what is doubtful about it. */
import { AMOUNT_MISSING, AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY, type DealFact, OPEN } from '../facts/deal.ts';
import type { Finding, FindingKind } from '../facts/finding.ts';
import type { Day } from '../kit/days.ts';
import { attribute } from './attribution.ts';
import { readDay, type Zone } from './dates.ts';
import { currentAmount, dealTimeline, type Timeline } from './deal-timeline.ts';
import { dayOrReport, type Partners } from './partners.ts';
import type { AccountRecords, CrmHistory, CrmLink, CrmRecord } from './records.ts';
import type { Registrations } from './registrations.ts';
import type { StageBook } from './stages.ts';

/** What a deal is read against. */
export interface Surroundings {
  readonly records: AccountRecords;
  readonly zone: Zone;
  readonly partners: Partners;
  readonly book: StageBook;
  readonly customerIndex: (id: string) => number;
  readonly registrations: Registrations;
}

export function mapDeal(
  deal: CrmRecord,
  links: readonly CrmLink[],
  history: readonly CrmHistory[],
  { records, zone, partners, book, customerIndex, registrations }: Surroundings,
): { fact: DealFact; findings: Finding[] } {
  const createdDay = zone.dayOf(deal.createdMs);
  const attribution = attribute(deal, links, history, partners, records.settings, zone);
  const timeline = dealTimeline(deal, history, createdDay, records, book, zone);
  const concerned = attribution.credits.map((credit) => credit.partner);
  const findings: Finding[] = [];
  const report = (kind: FindingKind, detail: string, about: readonly number[] = concerned) =>
    findings.push({ kind, record: { type: 'deal', id: deal.id }, partners: about, day: createdDay, detail });

  for (const finding of attribution.findings) report(finding.kind, finding.detail, finding.partners);
  const isPartnerDeal = concerned.length > 0;
  const registration =
    registrations.byDeal.get(deal.id) ??
    registrationOf(deal, history, timeline, createdDay, isPartnerDeal, { records, zone, book }, report);
  reportDoubts(deal, timeline, createdDay, { records, zone, book }, isPartnerDeal, report);
  return {
    fact: {
      id: deal.id,
      pipelineId: deal.properties.pipeline ?? '',
      createdDay,
      spans: timeline.spans,
      entries: timeline.entries,
      registration,
      credits: attribution.credits,
      conflict: attribution.conflict,
      customers: attribution.customerIds.map(customerIndex),
      hasOwner: Boolean(deal.properties.hubspot_owner_id?.trim()),
      business: businessOf(deal.properties.dealtype),
      lostReason: deal.properties.closed_lost_reason?.trim() || null,
    },
    findings,
  };
}

const businessOf = (type: string | null | undefined): DealFact['business'] =>
  type === 'newbusiness' ? 'new' : type === 'existingbusiness' ? 'existing' : null;

type Report = (kind: FindingKind, detail: string) => void;
type Book = Pick<Surroundings, 'records' | 'zone' | 'book'>;

/** The date of registration from the one source that the account chose; `auto` takes the first that has one. */
function registrationOf(
  deal: CrmRecord,
  history: readonly CrmHistory[],
  timeline: Timeline,
  createdDay: Day,
  isPartnerDeal: boolean,
  { records, zone, book }: Book,
  report: Report,
): DealFact['registration'] {
  const source = records.settings.registration;
  if (source === 'none' || (typeof source === 'object' && ('records' in source || 'object' in source))) return null;
  const decided = registrationDates(deal, { records, zone, book });
  if (typeof source === 'object' && 'property' in source) {
    const day = dayOrReport(deal.properties[source.property], zone, (text) =>
      report('date-impossible', `${source.property}: ${text}`),
    );
    if (day === null && isPartnerDeal) report('registration-missing', `${source.property} holds no date`);
    return day === null
      ? null
      : { ...decided, day, from: 'property', learnedDay: typedDay(history, source.property, createdDay, zone) };
  }
  if (!isPartnerDeal) return null;
  const byStage = timeline.entries.find((entry) => book.stages[entry.stage]?.step === 'registered');
  const byProperty = history
    .filter((entry) => entry.property === records.settings.roles.property?.name && entry.value)
    .toSorted((a, b) => a.atMs - b.atMs)[0];
  const stage = byStage && { ...decided, day: byStage.day, from: 'stage' as const, learnedDay: byStage.day };
  const property = byProperty && {
    ...decided,
    day: zone.dayOf(byProperty.atMs),
    from: 'partner-property' as const,
    learnedDay: zone.dayOf(byProperty.atMs),
  };
  const created = { ...decided, day: createdDay, from: 'create-date' as const, learnedDay: createdDay };
  if (source === 'auto') return stage ?? property ?? created;
  if (source === 'create-date') return created;
  const found = 'stage' in source ? stage : property;
  if (!found) report('registration-missing', 'stage' in source ? 'Never in the registered stage' : 'Partner never set');
  return found ?? null;
}

/** Day on which a property took the value it has; the create day where no history was read. */
function typedDay(history: readonly CrmHistory[], property: string, createdDay: Day, zone: Zone): Day {
  const last = history.filter((entry) => entry.property === property).toSorted((a, b) => b.atMs - a.atMs)[0];
  return last ? zone.dayOf(last.atMs) : createdDay;
}

function registrationDates(deal: CrmRecord, { records, zone }: Book) {
  const { approved, rejected, expires } = records.settings.registrationDates;
  const read = (property: string | null) => {
    const day = property === null ? null : readDay(deal.properties[property], zone);
    return typeof day === 'number' ? day : null;
  };
  return { approvedDay: read(approved), rejectedDay: read(rejected), expiresDay: read(expires) };
}

function reportDoubts(
  deal: CrmRecord,
  timeline: Timeline,
  createdDay: Day,
  { records, zone, book }: Book,
  isPartnerDeal: boolean,
  report: Report,
): void {
  const amount = currentAmount(deal, records.settings.currency);
  const text = deal.properties.amount?.trim();
  if (amount.state === AMOUNT_MISSING && text) report('amount-not-a-number', `amount: ${text.slice(0, 40)}`);
  else if (amount.state === AMOUNT_MISSING) report('amount-missing', 'No amount');
  if (amount.state === AMOUNT_NEGATIVE) report('amount-negative', `amount: ${text ?? ''}`);
  if (amount.state === AMOUNT_OTHER_CURRENCY) {
    report(
      'amount-in-other-currency',
      `${deal.properties.deal_currency_code ?? ''} without a rate to ${records.settings.currency}`,
    );
  }
  const last = timeline.spans.at(-1);
  if (!last) return;
  if (!book.isKnown(last.stage))
    report('stage-unknown', `Stage ${deal.properties.dealstage ?? '(none)'} no longer exists`);
  const close = readDay(deal.properties.closedate, zone);
  if (close === 'impossible') report('date-impossible', `closedate: ${deal.properties.closedate ?? ''}`);
  if (close === null) report('close-date-missing', 'No close date');
  if (typeof close === 'number' && last.state !== OPEN && close < createdDay) {
    report('closed-before-created', 'The close date is before the create date');
  }
  if (isPartnerDeal && !deal.properties.hubspot_owner_id?.trim()) report('deal-owner-missing', 'No owner in HubSpot');
}
