/** Test support: what people and feeds may say in a random account; partners and customers are those of arbitrary-facts. */
import fc from 'fast-check';
import { TICKET_CATEGORIES } from '../../facts/ticket.ts';
import type { FeedColumn } from '../../feeds/feed-spec.ts';
import { FEED_KINDS, FEEDS, type FeedKind } from '../../feeds/feeds.ts';
import { formatDay, parseDay } from '../../kit/days.ts';
import type {
  ContactWords,
  CustomerWords,
  EngagementWords,
  FeedRowWords,
  LeadWords,
  PeopleWords,
  TicketWords,
} from './people.ts';

const FIRST_DAY = parseDay('2024-01-01') ?? 0;
const SPAN_DAYS = 730;
const text = (days: number) => formatDay(FIRST_DAY + days);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const someDay = fc.integer({ min: 0, max: SPAN_DAYS });

const partnerName = fc.constantFrom('Acme', 'Acme', 'Bolt', 'Cord', 'Dash', 'Echo', 'Fern');
const customerName = fc.constantFrom('North', 'South', 'East', 'West');

const CONTACTS: readonly ContactWords[] = [
  { id: 'c1', of: 'Acme', seniority: 'executive' },
  { id: 'c2', of: 'Acme', seniority: 'manager' },
  { id: 'c3', of: 'Acme' },
  { id: 'c4', of: 'Bolt', seniority: 'director' },
  { id: 'c5', of: 'Cord' },
];

const CUSTOMERS: readonly CustomerWords[] = [
  { name: 'North', country: 'DE', industry: 'Retail', size: '50-249' },
  { name: 'South', country: 'FR', industry: 'Retail', size: '1-9' },
  { name: 'East', country: 'DE', lost: '2025-06-01' },
  { name: 'West' },
];

/** Customers of crowded accounts that came long ago, by a deal each. */
export const ACQUIRED: readonly string[] = Array.from({ length: 36 }, (_, i) => `Old ${i}`);

/** What a customer of long ago pays: from the beginning, and otherwise from some month on; perhaps nothing. */
const recurring = (customer: string): fc.Arbitrary<FeedRowWords[]> =>
  fc
    .record({
      amount: fc.integer({ min: 1, max: 500 }),
      later: maybe(fc.integer({ min: 0, max: 20 })),
      andThen: fc.constantFrom(0, 50, 400),
    })
    .map(({ amount, later, andThen }) => [
      { customer, month: '2022-06-01', amount },
      ...(later === undefined ? [] : [{ customer, month: monthStart(later), amount: andThen }]),
    ]);

/** Leaves out what is undefined, as optional properties want it. */
const defined = <T extends object>(words: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as T; // only undefined is left out

const engagement = (first: number, last: number): fc.Arbitrary<EngagementWords> =>
  fc
    .record({
      kind: fc.constantFrom('email', 'email', 'email', 'call', 'meeting'),
      days: fc.integer({ min: first, max: last }),
      hour: fc.integer({ min: 0, max: 23 }),
      from: fc.constantFrom('partner', 'us', 'us', null),
      thread: maybe(fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `thread ${i}`))),
      partner: fc.constantFrom('Acme', 'Acme', 'Acme', 'Bolt', 'Cord', 'Dash'),
      contacts: fc.subarray(['c1', 'c2', 'c3', 'c4', 'c5'], { maxLength: 2 }),
      withCustomer: fc.boolean(),
      isHeld: fc.boolean(),
    })
    .map(({ days, hour, thread, ...raw }) =>
      defined<EngagementWords>({ ...raw, thread, at: `${text(days)}T${String(hour).padStart(2, '0')}:00` }),
    );

/** One side turns to the other, which may answer: closely enough together for waits to be told. */
const conversation = fc.record({
  partner: fc.constantFrom('Acme', 'Acme', 'Acme', 'Bolt', 'Cord'),
  days: fc.integer({ min: 220, max: 420 }),
  begins: fc.constantFrom('our mail', 'our mail', 'their mail', 'their mail', 'their call'),
  answeredAfterDays: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: 8 }),
});
type Conversation = typeof conversation extends fc.Arbitrary<infer T> ? T : never;

function conversationOf({ partner, days, begins, answeredAfterDays }: Conversation, index: number): EngagementWords[] {
  if (begins === 'their call') return [{ kind: 'call', partner, from: 'partner', at: text(days) }];
  const isOurs = begins === 'our mail';
  const mail = { kind: 'email', partner, thread: `conversation ${index}` } as const;
  const opening = { ...mail, from: isOurs ? 'us' : 'partner', at: `${text(days)}T09:00` } as const;
  if (answeredAfterDays === undefined) return [opening];
  return [opening, { ...mail, from: isOurs ? 'partner' : 'us', at: `${text(days + answeredAfterDays)}T11:00` }];
}

const ticket = (first: number, last: number): fc.Arbitrary<TicketWords> =>
  fc
    .record({
      partner: partnerName,
      created: fc.integer({ min: first, max: last }),
      openDays: maybe(fc.integer({ min: 0, max: 60 })),
      category: maybe(fc.constantFrom(...TICKET_CATEGORIES)),
    })
    .map(({ created, openDays, ...raw }) =>
      defined<TicketWords>({
        ...raw,
        created: text(created),
        closed: openDays === undefined ? undefined : text(created + openDays),
      }),
    );

const lead = (last: number): fc.Arbitrary<LeadWords> =>
  fc
    .record({
      partner: maybe(partnerName),
      created: fc.integer({ min: 0, max: last }),
      origin: maybe(fc.constantFrom('form', 'event', 'mail')),
      qualifiedAfter: maybe(fc.integer({ min: 0, max: 60 })),
      closedAfter: maybe(fc.integer({ min: 60, max: 200 })),
      isWon: fc.boolean(),
      amount: fc.integer({ min: 0, max: 10_000 }),
    })
    .map(({ partner, created, origin, qualifiedAfter, closedAfter, isWon, amount }) => {
      const closed = closedAfter === undefined ? undefined : text(created + closedAfter);
      return defined<LeadWords>({
        partner,
        origin,
        created: text(created),
        qualified: qualifiedAfter === undefined ? undefined : text(created + qualifiedAfter),
        won: isWon ? closed : undefined,
        lost: isWon ? undefined : closed,
        amount: isWon && closed ? amount : undefined,
      });
    });

const discussion = (last: number) =>
  fc
    .record({
      opened: fc.integer({ min: 0, max: last }),
      after: maybe(fc.integer({ min: 0, max: 150 })),
      isSigned: fc.boolean(),
      partner: maybe(partnerName),
      source: maybe(fc.constantFrom('web', 'event')),
      unprompted: maybe(fc.boolean()),
    })
    .map(({ opened, after, isSigned, partner, source, unprompted }) => {
      const day = after === undefined ? undefined : text(opened + after);
      return defined({
        opened: text(opened),
        signed: isSigned ? day : undefined,
        lost: isSigned ? undefined : day,
        partner: isSigned && day ? partner : undefined,
        source,
        unprompted,
      });
    });

/** A random row of a feed, made from its columns. */
function feedRow(kind: FeedKind): fc.Arbitrary<FeedRowWords> {
  const spec = FEEDS[kind];
  const columns: Readonly<Record<string, FeedColumn>> = spec.columns;
  const isMonthly = spec.on === 'month';
  const on = isMonthly ? fc.integer({ min: 0, max: 23 }).map((months) => monthStart(months)) : someDay.map(text);
  return on.chain((date) => {
    const cells = Object.entries(columns).map(([name, column]) => [
      name,
      name === spec.on ? fc.constant(date) : cell(name, column, date),
    ]);
    const subject: Record<string, fc.Arbitrary<string>> = spec.subject === 'customer'
      ? { customer: customerName }
      : spec.subject === 'partner'
        ? { partner: partnerName }
        : {};
    const all: Record<string, fc.Arbitrary<string | number | undefined>> = { ...Object.fromEntries(cells), ...subject };
    return fc.record(all);
  });
}

const monthStart = (months: number): string => {
  const year = 2024 + Math.floor(months / 12);
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01`;
};

/** Texts of columns in which the same word must come again. */
const FEW: Readonly<Partial<Record<string, readonly string[]>>> = {
  user: Array.from({ length: 8 }, (_, i) => `user ${i}`),
  contact: Array.from({ length: 8 }, (_, i) => `contact ${i}`),
  course: ['basics', 'advanced'],
  module: ['start', 'start', 'start', 'end'],
  survey: ['2024', '2025'],
  question: ['support'],
};

/** Dates of training that are seldom empty. */
const OFTEN = new Set(['started', 'completed', 'expires']);

/** Most rows of a feed in a crowded account. */
const MOST_ROWS: Readonly<Partial<Record<FeedKind, number>>> = {
  training: 120,
  'survey-answers': 80,
  // Five components on two sides.
  'programme-costs': 60,
};

function cell(name: string, column: FeedColumn, date: string): fc.Arbitrary<string | number | undefined> {
  const from = (parseDay(date) ?? 0) - FIRST_DAY;
  // A scale is the same in every row, and every answer lies on it.
  if (name === 'scale_least') return fc.constant(0);
  if (name === 'scale_most') return fc.constant(10);
  if (name === 'score') return maybe(fc.integer({ min: 0, max: 10 }));
  // Many steps of one course, and many answers to one question, so that minimum samples are met.
  const few = FEW[name];
  if (few) return column.required ? fc.constantFrom(...few) : maybe(fc.constantFrom(...few));
  if (OFTEN.has(name)) {
    const most = name === 'expires' ? 120 : 60;
    return fc.option(
      fc.integer({ min: 0, max: most }).map((days) => text(from + days)),
      { nil: undefined, freq: 5 },
    );
  }
  // A deal is won before its commission is paid.
  if (name === 'closed') return maybe(fc.integer({ min: 0, max: 60 }).map((days) => text(from - days)));
  const value: fc.Arbitrary<string | number> =
    column.type === 'date'
      ? fc.integer({ min: 0, max: 120 }).map((days) => text(from + days))
      : column.type === 'choice'
        ? fc.constantFrom(...(column.choices ?? []))
        : column.type === 'text'
          ? fc.constantFrom(`${name} a`, `${name} b`, `${name} c`, 'quote', 'portal')
          : fc.integer({ min: column.least ?? 0, max: column.most ?? 5_000 });
  return column.required ? value : maybe(value);
}

const crowdedEngagements = fc
  .record({
    loose: fc.array(engagement(150, 420), { maxLength: 16, size: 'max' }),
    conversations: fc.array(conversation, { minLength: 50, maxLength: 60, size: 'max' }),
  })
  .map(({ loose, conversations }) => [...loose, ...conversations.flatMap(conversationOf)]);

function feedRows(kind: FeedKind, isCrowded: boolean): fc.Arbitrary<FeedRowWords[]> {
  const some = fc.array(feedRow(kind), { maxLength: isCrowded ? (MOST_ROWS[kind] ?? 20) : 3, size: 'max' });
  if (!isCrowded || kind !== 'recurring-revenue') return some;
  return fc.tuple(some, ...ACQUIRED.map(recurring)).map((all) => all.flat());
}

/** `isCrowded`: enough of everything for minimum samples to be met, close together. */
export const arbitraryPeople = (isCrowded: boolean): fc.Arbitrary<PeopleWords> =>
  fc.record({
    customers: fc.constant(CUSTOMERS),
    contacts: fc.constant(CONTACTS),
    engagements: isCrowded ? crowdedEngagements : fc.array(engagement(0, SPAN_DAYS), { maxLength: 12, size: 'max' }),
    tickets: fc.array(isCrowded ? ticket(150, 420) : ticket(0, SPAN_DAYS), {
      maxLength: isCrowded ? 40 : 6,
      size: 'max',
    }),
    leads: fc.array(lead(isCrowded ? 240 : SPAN_DAYS), {
      minLength: isCrowded ? 40 : 0,
      maxLength: isCrowded ? 60 : 6,
      size: 'max',
    }),
    discussions: fc.array(discussion(isCrowded ? 210 : SPAN_DAYS), {
      minLength: isCrowded ? 25 : 0,
      maxLength: isCrowded ? 40 : 6,
      size: 'max',
    }),
    feeds: fc.record(
      Object.fromEntries(FEED_KINDS.map((kind) => [kind, feedRows(kind, isCrowded)])) as Record<
        FeedKind,
        fc.Arbitrary<FeedRowWords[]>
      >,
    ),
  });
