/**
 * What was true of a deal at the end of each day: from HubSpot's property history where it was read (partner deals),
 * else from the dates on which the deal entered its stages, and always ending with what the record says now.
 */
import {
  AMOUNT_MISSING,
  AMOUNT_NEGATIVE,
  AMOUNT_OK,
  AMOUNT_OTHER_CURRENCY,
  type DealSpan,
  OPEN,
  type StageEntry,
} from '../facts/deal.ts';
import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import { type Minor, parseMinor } from '../kit/money.ts';
import { readDay, type Zone } from './dates.ts';
import { type AccountRecords, type CrmHistory, type CrmRecord, stageKey } from './records.ts';
import type { StageBook } from './stages.ts';

/** HubSpot keeps this many revisions of a deal property; a history this long may have lost its beginning. */
const REVISIONS_KEPT = 20;

interface Step<T> {
  readonly day: Day;
  readonly value: T;
}

export interface Amount {
  readonly minor: Minor | null;
  readonly state: DealSpan['amountState'];
}

export interface Timeline {
  readonly spans: readonly DealSpan[];
  readonly entries: readonly StageEntry[];
}

export function dealTimeline(
  deal: CrmRecord,
  history: readonly CrmHistory[],
  createdDay: Day,
  records: AccountRecords,
  book: StageBook,
  zone: Zone,
): Timeline {
  const pipeline = deal.properties.pipeline ?? '';
  const of = (property: string) => history.filter((entry) => entry.property === property);
  const current = { ...deal, modifiedDay: zone.dayOf(deal.modifiedMs) };
  const stages = stageSteps(current, of('dealstage'), pipeline, createdDay, records, book, zone);
  const start = Math.min(createdDay, stages[0]?.day ?? createdDay);
  const read = amountReader(deal, records.settings.currency);
  const amounts = valueSteps(current, of('amount'), 'amount', start, zone).map(({ day, value }) => ({
    day,
    value: read(value),
  }));
  const closes = valueSteps(current, of('closedate'), 'closedate', start, zone).map(({ day, value }) => ({
    day,
    value: closeDay(value, zone),
  }));
  const last = amounts.at(-1);
  if (last) amounts[amounts.length - 1] = { day: last.day, value: currentAmount(deal, records.settings.currency) };
  return { spans: spansOf(start, stages, amounts, closes, book), entries: entriesOf(stages) };
}

const closeDay = (text: string | null, zone: Zone): Day | null => {
  const day = readDay(text, zone);
  return day === 'impossible' ? null : day;
};

/** The amount that counts now: in home currency, else as typed where no other currency is named. */
export function currentAmount(deal: CrmRecord, currency: string): Amount {
  const home = deal.properties.amount_in_home_currency;
  if (home?.trim()) return readAmount(home, currency);
  if (isOtherCurrency(deal, currency)) return { minor: null, state: AMOUNT_OTHER_CURRENCY };
  return readAmount(deal.properties.amount ?? null, currency);
}

/** Earlier amounts were typed in the deal's own currency: they are converted at the rate HubSpot stores for the deal now. */
function amountReader(deal: CrmRecord, currency: string): (text: string | null) => Amount {
  if (!isOtherCurrency(deal, currency)) return (text) => readAmount(text, currency);
  const home = Number(deal.properties.amount_in_home_currency?.trim() || Number.NaN);
  const rate = home / Number(deal.properties.amount);
  if (!(rate > 0 && Number.isFinite(rate))) return () => ({ minor: null, state: AMOUNT_OTHER_CURRENCY });
  return (text) => {
    const typed = readAmount(text, currency);
    return typed.minor === null ? typed : { ...typed, minor: Math.round(typed.minor * rate) };
  };
}

function isOtherCurrency(deal: CrmRecord, currency: string): boolean {
  const code = deal.properties.deal_currency_code?.trim();
  return Boolean(code) && code !== currency;
}

function readAmount(text: string | null, currency: string): Amount {
  const minor = text?.trim() ? parseMinor(text, currency) : null;
  if (minor === null) return { minor: null, state: AMOUNT_MISSING };
  return minor < 0 ? { minor: null, state: AMOUNT_NEGATIVE } : { minor, state: AMOUNT_OK };
}

type Current = CrmRecord & { readonly modifiedDay: Day };

/** Values of a property at the end of each day on which it changed, oldest first, ending with the present one. */
function valueSteps(
  deal: Current,
  history: readonly CrmHistory[],
  property: string,
  start: Day,
  zone: Zone,
): Step<string | null>[] {
  const now = deal.properties[property] ?? null;
  if (history.length === 0) return [{ day: start, value: now }];
  const ordered = history.toSorted((a, b) => a.atMs - b.atMs);
  const steps = lastOfDay(
    ordered.map((entry) => ({ day: Math.max(start, zone.dayOf(entry.atMs)), value: entry.value })),
  );
  const [first] = steps;
  const isCut = history.length >= REVISIONS_KEPT;
  if (first && first.day > start) steps.unshift({ day: start, value: isCut ? first.value : null });
  const last = steps.at(-1);
  if (last && last.value !== now) steps.push({ day: Math.max(last.day, deal.modifiedDay), value: now });
  return lastOfDay(steps);
}

function stageSteps(
  deal: Current,
  history: readonly CrmHistory[],
  pipeline: string,
  createdDay: Day,
  records: AccountRecords,
  book: StageBook,
  zone: Zone,
): Step<number>[] {
  const now = book.indexOf(pipeline, deal.properties.dealstage ?? '');
  const read = history
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((entry) => ({ day: zone.dayOf(entry.atMs), value: book.indexOf(pipeline, entry.value ?? '') }));
  const [firstRead] = read;
  const entered = enteredSteps(deal, pipeline, records, book, zone);
  // Stage dates fill in what history has forgotten; where history speaks, it knows about returns as well.
  const steps = firstRead ? [...entered.filter((step) => step.day < firstRead.day), ...read] : entered;
  const last = steps.at(-1);
  if (last?.value !== now) {
    const closed = book.stateOf(now) === OPEN ? null : closeDay(deal.properties.closedate ?? null, zone);
    const day = steps.length === 0 && closed === null ? createdDay : (closed ?? deal.modifiedDay);
    steps.push({ day: Math.max(last?.day ?? NEVER, day), value: now });
  }
  const compact = lastOfDay(steps).filter((step, i, all) => step.value !== all[i - 1]?.value);
  const [first] = compact;
  if (first && first.day > createdDay) {
    const opened = openingStage(pipeline, book);
    if (opened === first.value) compact[0] = { day: createdDay, value: opened };
    else if (opened !== undefined) compact.unshift({ day: createdDay, value: opened });
  }
  return compact;
}

/** The first stage of a pipeline: where a deal stood before the first stage we know of. */
function openingStage(pipeline: string, book: StageBook): number | undefined {
  const open = book.stages
    .map((stage, index) => ({ stage, index }))
    .filter(({ stage, index }) => stage.pipelineId === pipeline && book.stateOf(index) === OPEN);
  return open.toSorted((a, b) => a.stage.order - b.stage.order)[0]?.index;
}

function enteredSteps(
  deal: Current,
  pipeline: string,
  records: AccountRecords,
  book: StageBook,
  zone: Zone,
): Step<number>[] {
  const steps: Step<number>[] = [];
  for (const [value, stage] of book.stages.entries()) {
    if (stage.pipelineId !== pipeline) continue;
    const property = records.stageEnteredProperties[stageKey(pipeline, stage.id)];
    const day = property ? readDay(deal.properties[property], zone) : null;
    if (typeof day === 'number') steps.push({ day, value });
  }
  const order = (index: number) => book.stages[index]?.order ?? 0;
  return steps.sort((a, b) => a.day - b.day || order(a.value) - order(b.value));
}

/** Of several changes on one day only the last is true at its end. Keeps order; days never run backwards. */
function lastOfDay<T>(steps: readonly Step<T>[]): Step<T>[] {
  const kept: Step<T>[] = [];
  for (const step of steps) {
    const last = kept.at(-1);
    const day = Math.max(step.day, last?.day ?? NEVER);
    if (last?.day === day) kept.pop();
    kept.push({ day, value: step.value });
  }
  return kept;
}

function spansOf(
  start: Day,
  stages: readonly Step<number>[],
  amounts: readonly Step<Amount>[],
  closes: readonly Step<Day | null>[],
  book: StageBook,
): DealSpan[] {
  const changes = new Set([start, ...[stages, amounts, closes].flatMap((steps) => steps.map((step) => step.day))]);
  const days = [...changes].filter((day) => day >= start).sort((a, b) => a - b);
  return days.map((from, i) => {
    const stage = valueAt(stages, from) ?? stages[0]?.value ?? 0;
    const amount = valueAt(amounts, from) ?? { minor: null, state: AMOUNT_MISSING };
    return {
      from,
      until: days[i + 1] ?? FOREVER,
      stage,
      state: book.stateOf(stage),
      amountMinor: amount.minor,
      amountState: amount.state,
      closeDay: valueAt(closes, from) ?? null,
    };
  });
}

function valueAt<T>(steps: readonly Step<T>[], day: Day): T | undefined {
  let found: T | undefined;
  for (const step of steps) {
    if (step.day > day) break;
    found = step.value;
  }
  return found;
}

const entriesOf = (stages: readonly Step<number>[]): StageEntry[] =>
  stages.map((step, i) => ({ stage: step.value, day: step.day, leftDay: stages[i + 1]?.day ?? null }));
