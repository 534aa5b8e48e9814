/** Test support: small random accounts for property tests, built from the same sentences as the worked examples. */
import fc from 'fast-check';
import type { AccountFacts } from '../../facts/account-facts.ts';
import { AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY } from '../../facts/deal.ts';
import { FINDING_KINDS } from '../../facts/finding.ts';
import { END_CAUSES } from '../../feeds/business-feeds.ts';
import { type Day, formatDay } from '../../kit/days.ts';
import { DEFAULT_SETTINGS, type PortalSettings } from '../../mapping/settings.ts';
import { ACQUIRED, arbitraryPeople } from './arbitrary-people.ts';
import { account, type DealWords, day, type FindingWords, type PartnerWords } from './facts.ts';

const FIRST_DAY: Day = day('2024-01-01');
const SPAN_DAYS = 730;

const PARTNERS = ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo', 'Fern'] as const;
/** With no deals of their own: they make a crowded account large enough for cohorts, and for a share of a segment. */
const RECRUITS = ['Gate', 'Hill', 'Iris', 'Jade', 'Kite', 'Lark'] as const;
/** They sign so many days before the others. */
const RECRUITED_BEFORE_DAYS = 60;
const names = fc.subarray([...PARTNERS], { maxLength: 2 });
const gap = fc.integer({ min: 0, max: 90 });
const text = (days: number) => formatDay(FIRST_DAY + days);
/** Present about half of the time. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/**
 * What an account is like. Sparse ones try the edges: few deals, far apart. Crowded ones hold enough of everything for
 * every minimum sample to be met, so that numbers are tried and not only the states that say there is none.
 */
interface Shape {
  readonly deals: { readonly minLength: number; readonly maxLength: number };
  readonly createdWithin: number;
  readonly maxGap: number;
  readonly startKinds: readonly ('property' | 'proxy' | 'none')[];
  /** Partners start within so many days of one of these. */
  readonly starts: readonly number[];
  readonly startsWithin: number;
  readonly sourcedBy: fc.Arbitrary<readonly string[]>;
  readonly pipelines: readonly string[];
}
const SPARSE: Shape = {
  deals: { minLength: 0, maxLength: 20 },
  createdWithin: SPAN_DAYS,
  maxGap: 90,
  startKinds: ['property', 'proxy', 'none'],
  starts: [-400],
  startsWithin: SPAN_DAYS + 400,
  sourcedBy: names,
  pipelines: ['sales', 'renewals'],
};
const CROWDED: Shape = {
  deals: { minLength: 90, maxLength: 120 },
  createdWithin: 260,
  maxGap: 25,
  startKinds: ['property', 'property', 'property', 'proxy'],
  starts: [-420, 0, 91, 182],
  startsWithin: 30,
  sourcedBy: fc.constantFrom(['Acme'], ['Acme'], ['Acme'], ...PARTNERS.map((name) => [name])),
  pipelines: ['sales', 'sales', 'sales', 'renewals'],
};

/** Leaves out what is undefined, as optional properties want it. */
const defined = <T extends object>(words: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as T; // only undefined is left out

const partner = (name: string, { startsWithin, startKinds }: Shape, firstStart: number): fc.Arbitrary<PartnerWords> =>
  fc
    .record({
      start: fc.integer({ min: firstStart, max: firstStart + startsWithin }),
      kind: fc.constantFrom(...startKinds),
      staysDays: maybe(fc.integer({ min: 0, max: SPAN_DAYS })),
      type: fc.constantFrom('reseller', 'reseller', 'reseller', null),
      tier: fc.constantFrom('gold', null),
      owner: fc.constantFrom('o1', null),
      region: fc.constantFrom('north', 'south', null),
      country: fc.constantFrom('DE', 'FR', null),
      onboardedAfter: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 9 }),
      cause: fc.constantFrom(...END_CAUSES),
      endedBy: fc.constantFrom('partner', 'us', 'unknown'),
      source: fc.constantFrom('event', 'referral', null),
      referredBy: name === 'Acme' ? fc.constant(undefined) : maybe(fc.constant('Acme')),
    })
    .map(({ start, kind, staysDays, type, owner, onboardedAfter, referredBy, ...more }) => ({
      name,
      ...more,
      ...(referredBy !== undefined && { referredBy }),
      ...(onboardedAfter !== undefined && { onboarded: text(start + onboardedAfter) }),
      signed: kind === 'none' ? null : text(start),
      isProxy: kind === 'proxy',
      created: text(start),
      ...(staysDays !== undefined && { left: text(start + staysDays) }),
      type,
      owner,
    }));

const deal = (isTidy: boolean, shape: Shape): fc.Arbitrary<DealWords> =>
  fc
    .record({
      created: fc.integer({ min: 0, max: shape.createdWithin }),
      gaps: fc.array(fc.integer({ min: 0, max: shape.maxGap }), { minLength: 6, maxLength: 6 }),
      steps: fc.subarray(['qualified', 'proposal', 'negotiation'] as const),
      outcome: fc.constantFrom('open', 'won', 'won', 'lost'),
      again: fc.constantFrom('no', 'no', 'no', 'no', 'reopened', 'won'),
      registered: fc.option(fc.integer({ min: isTidy ? 0 : -20, max: 20 }), { nil: undefined, freq: 5 }),
      closes: maybe(fc.integer({ min: isTidy ? 0 : -120, max: 120 })),
      roles: fc.record({ sourced: shape.sourcedBy, influenced: names, resold: names, serviced: names }),
      isDirect: fc.boolean(),
      conflict: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      amount: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null, freq: 5 }),
      amountState: fc.constantFrom(...new Array(12).fill(undefined), AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY),
      customer: maybe(fc.constantFrom('North', 'South', 'East', 'West')),
      approvedAfter: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 5 }),
      expiresAfter: maybe(fc.integer({ min: 30, max: 120 })),
      business: maybe(fc.constantFrom('new' as const, 'existing' as const)),
      lostReason: maybe(fc.constantFrom('competitor', 'price')),
      pipeline: fc.constantFrom(...shape.pipelines),
      hasOwner: fc.boolean(),
    })
    .map((raw) => {
      let at = raw.created;
      const after = (i: number) => {
        at += raw.gaps[i] ?? 0;
        return text(at);
      };
      const moves = Object.fromEntries(raw.steps.map((step, i) => [step, after(i)]));
      const closed = raw.outcome === 'open' ? {} : { [raw.outcome]: after(3) };
      const isAgain = raw.outcome !== 'open' && raw.again !== 'no';
      const reopened = isAgain ? after(4) : undefined;
      const wonAgain = isAgain && raw.again === 'won' ? after(5) : undefined;
      const afterRegistration = (days: number | undefined) =>
        raw.registered === undefined || days === undefined ? undefined : text(raw.created + raw.registered + days);
      return defined<DealWords>({
        ...moves,
        ...closed,
        reopened,
        wonAgain,
        created: text(raw.created),
        registered: raw.registered === undefined ? undefined : text(raw.created + raw.registered),
        closes: raw.closes === undefined ? undefined : text(at + raw.closes),
        ...(raw.isDirect ? {} : raw.roles),
        conflict: raw.conflict,
        amount: raw.amount,
        amountState: raw.amountState,
        customer: raw.customer,
        approved: afterRegistration(raw.approvedAfter),
        expires: afterRegistration(raw.expiresAfter),
        business: raw.business,
        lostReason: raw.lostReason,
        pipeline: raw.pipeline,
        hasOwner: raw.hasOwner,
      });
    });

/** A deal of long ago, through a partner or direct, with which a customer came: enough of them for cohorts to be held against each other. */
const acquisition = (customer: string): fc.Arbitrary<DealWords> =>
  fc
    .record({
      at: fc.integer({ min: -600, max: 100 }),
      sourced: fc.constantFrom(['Acme'], ['Acme'], ['Bolt'], undefined, undefined, undefined),
      amount: fc.integer({ min: 1, max: 1000 }),
    })
    .map(({ at, ...deal }) => defined<DealWords>({ ...deal, customer, created: text(at), won: text(at + 30) }));

const finding: fc.Arbitrary<FindingWords> = fc
  .record({ kind: fc.constantFrom(...FINDING_KINDS), day: fc.integer({ min: 0, max: SPAN_DAYS }), partners: names })
  .map((raw) => ({ ...raw, day: text(raw.day), deal: 'd1' }));

const settings: fc.Arbitrary<Partial<PortalSettings>> = fc
  .record({
    month: fc.integer({ min: 1, max: 12 }),
    amount: fc.integer({ min: 0, max: 50_000 }),
    from: fc.integer({ min: 0, max: SPAN_DAYS }),
    days: gap,
  })
  .map(({ month, amount, from, days }) => ({
    fiscalYearStartMonth: month,
    tools: ['quote', 'portal', 'lms'],
    certifiedPeople: { all: 1 },
    unpromptedSources: ['web'],
    rewards: [{ name: 'Silver', metric: 'deals-closed', measure: 'won-365d', atLeast: 1 }],
    partner: { ...DEFAULT_SETTINGS.partner, type: 'partner_type' },
    targets: [
      { partnerId: null, from: text(from), to: text(from + days * 4), amount },
      { partnerId: 'p1', from: text(from), to: text(from + days * 4), amount },
    ],
  }));

const shaped = (shape: Shape, isTidy: boolean): fc.Arbitrary<AccountFacts> =>
  fc
    .constantFrom(...shape.starts)
    .chain((firstStart) =>
      fc.record({
        partners: fc.tuple(
          ...PARTNERS.map((name) => partner(name, shape, firstStart)),
          ...(shape === CROWDED ? RECRUITS : []).map((name) =>
            partner(name, shape, firstStart - RECRUITED_BEFORE_DAYS),
          ),
        ),
        deals: fc.array(deal(isTidy, shape), { ...shape.deals, size: 'max' }),
        acquisitions: shape === CROWDED ? fc.tuple(...ACQUIRED.map(acquisition)) : fc.constant([]),
        findings: fc.array(finding, { maxLength: 8 }),
        settings,
        people: arbitraryPeople(shape === CROWDED),
      }),
    )
    .map(({ people, acquisitions, ...raw }) => account({ ...raw, ...people, deals: [...raw.deals, ...acquisitions] }));

/** Accounts of six partners, or twelve. `isTidy`: dates of business never lie before the day on which they were entered. */
export const arbitraryFacts = ({ isTidy }: { readonly isTidy: boolean }): fc.Arbitrary<AccountFacts> =>
  fc.oneof({ arbitrary: shaped(SPARSE, isTidy), weight: 2 }, { arbitrary: shaped(CROWDED, isTidy), weight: 3 });

/** Any day, and more often one at which a crowded account has much to say. */
export const arbitraryDay: fc.Arbitrary<Day> = fc
  .oneof(fc.integer({ min: -10, max: SPAN_DAYS + 200 }), fc.noBias(fc.integer({ min: 200, max: 480 })))
  .map((days) => FIRST_DAY + days);
