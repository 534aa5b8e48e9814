/**
 * Test support: accounts written as sentences. Days are `YYYY-MM-DD`, amounts are major units of a two-digit currency,
 * partners are named.
 */
import type { AccountFacts, StageFact } from '../../facts/account-facts.ts';
import {
  AMOUNT_MISSING,
  AMOUNT_OK,
  type Credit,
  type DealFact,
  type DealSpan,
  type DealState,
  LOST,
  OPEN,
  type StageEntry,
  WON,
} from '../../facts/deal.ts';
import type { Finding, FindingKind } from '../../facts/finding.ts';
import { type Mapped, NEED_NAMES } from '../../facts/need.ts';
import type { EndCause, PartnerFact } from '../../facts/partner.ts';
import { ROLE_BIT, ROLES, type Role } from '../../facts/role.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { DEFAULT_SETTINGS, type PortalSettings } from '../../mapping/settings.ts';
import { customersOf, day, type PeopleWords, peopleFacts, WORKING_HOURS } from './people.ts';

export { day } from './people.ts';

export interface PartnerWords {
  readonly name: string;
  readonly signed?: string | null;
  /** The start is the company's create date, a proxy. */
  readonly isProxy?: boolean;
  readonly created?: string;
  readonly left?: string;
  readonly type?: string | null;
  readonly region?: string | null;
  readonly tier?: string | null;
  readonly vertical?: string | null;
  readonly country?: string | null;
  readonly industry?: string | null;
  readonly size?: string | null;
  readonly source?: string | null;
  /** Name of the partner that brought it; one that is written earlier in the list. */
  readonly referredBy?: string;
  readonly onboarded?: string;
  /** Why it left. */
  readonly cause?: EndCause;
  readonly endedBy?: 'partner' | 'us' | 'unknown';
  readonly owner?: string | null;
}

type Names = string | readonly string[];

export interface DealWords {
  readonly id?: string;
  readonly pipeline?: string;
  readonly sourced?: Names;
  readonly influenced?: Names;
  readonly resold?: Names;
  readonly serviced?: Names;
  readonly created?: string;
  readonly registered?: string;
  readonly qualified?: string;
  readonly proposal?: string;
  readonly negotiation?: string;
  /** Day the card was moved to won or lost; also the close date, unless `closes` says otherwise. */
  readonly won?: string;
  readonly lost?: string;
  /** Day a closed deal was opened again, and what became of it then. */
  readonly reopened?: string;
  readonly wonAgain?: string;
  /** Close date, expected or real. */
  readonly closes?: string;
  /** Major units; null for none. */
  readonly amount?: number | null;
  readonly amountState?: DealSpan['amountState'];
  readonly customer?: string;
  readonly hasOwner?: boolean;
  readonly conflict?: boolean;
  /** Registration details, with a registration. */
  readonly approved?: string;
  readonly rejected?: string;
  readonly expires?: string;
  /** Day on which the registration date was typed; the registration itself where left out. */
  readonly registrationLearned?: string;
  /** Day on which the partner's part in the deal was first known; long ago where left out. */
  readonly creditLearned?: string;
  readonly business?: 'new' | 'existing';
  readonly lostReason?: string;
}

export interface FindingWords {
  readonly kind: FindingKind;
  readonly day: string;
  readonly partners?: Names;
  readonly deal?: string;
}

export interface AccountWords extends PeopleWords {
  readonly partners?: readonly PartnerWords[];
  readonly deals?: readonly DealWords[];
  readonly findings?: readonly FindingWords[];
  readonly settings?: Partial<PortalSettings>;
  readonly mapped?: Partial<Mapped>;
}

const STEPS = ['registered', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;
const PROBABILITY = [0.1, 0.2, 0.4, 0.8, 1, 0] as const;

const list = (names: Names | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

export function account(words: AccountWords): AccountFacts {
  const named = words.partners ?? [];
  const partners = named.map((partner, index) => partnerFact(partner, index, named));
  const indexOf = (name: string): number => {
    const index = partners.findIndex((partner) => partner.name === name);
    if (index < 0) throw new Error(`No partner is named ${name}`);
    return index;
  };
  const customers = customersOf(words);
  const pipelines = [...new Set(['sales', ...(words.deals ?? []).flatMap((deal) => deal.pipeline ?? [])])];
  return {
    settings: { ...DEFAULT_SETTINGS, currency: 'EUR', workingHours: WORKING_HOURS, ...words.settings },
    partners,
    deals: (words.deals ?? []).map((deal, i) => dealFact(deal, i, pipelines, customers, indexOf)),
    stages: pipelines.flatMap(stagesOf),
    ...peopleFacts(words, customers, indexOf),
    findings: (words.findings ?? []).map((finding) => findingFact(finding, indexOf)),
    mapped: { ...EVERYTHING, ...words.mapped },
    firstSyncDay: day('2025-01-01'),
  };
}

/** Nothing but deals is connected: mail, meetings, tickets, training and logins are not. */
export const DEALS_ONLY = {
  emails: false,
  engagements: false,
  tickets: false,
  training: false,
  'portal-logins': false,
};

const EVERYTHING = Object.fromEntries(NEED_NAMES.map((need) => [need, true])) as Mapped; // all needs are met

const stagesOf = (pipelineId: string): StageFact[] =>
  STEPS.map((step, order) => ({
    pipelineId,
    id: step,
    label: step,
    order,
    probability: PROBABILITY[order] ?? null,
    step,
  }));

function partnerFact(words: PartnerWords, index: number, all: readonly PartnerWords[]): PartnerFact {
  const { signed = '2020-01-01' } = words;
  const start =
    signed === null ? null : ({ day: day(signed), from: words.isProxy ? 'create-date' : 'property' } as const);
  return {
    id: `p${index + 1}`,
    name: words.name,
    createdDay: day(words.created ?? signed ?? '2020-01-01'),
    start,
    end:
      words.left === undefined
        ? null
        : {
            day: day(words.left),
            reason: words.cause ?? null,
            cause: words.cause ?? 'unknown',
            decidedBy: words.endedBy ?? 'unknown',
            learnedDay: day(words.left),
          },
    ownerId: words.owner === undefined ? 'o1' : words.owner,
    type: words.type === undefined ? 'reseller' : words.type,
    region: words.region ?? null,
    tier: words.tier ?? null,
    vertical: words.vertical ?? null,
    domain: null,
    country: words.country ?? null,
    industry: words.industry ?? null,
    size: words.size ?? null,
    source: words.source ?? null,
    referredBy: words.referredBy === undefined ? null : all.findIndex(({ name }) => name === words.referredBy),
    onboardedDay: words.onboarded === undefined ? null : day(words.onboarded),
  };
}

function findingFact(words: FindingWords, indexOf: (name: string) => number): Finding {
  const partners = list(words.partners).map(indexOf);
  return {
    kind: words.kind,
    record: words.deal ? { type: 'deal', id: words.deal } : { type: 'company', id: `p${(partners[0] ?? 0) + 1}` },
    partners,
    day: day(words.day),
    detail: words.kind,
  };
}

function dealFact(
  words: DealWords,
  index: number,
  pipelines: readonly string[],
  customers: readonly string[],
  indexOf: (name: string) => number,
): DealFact {
  const pipeline = words.pipeline ?? 'sales';
  const offset = pipelines.indexOf(pipeline) * STEPS.length;
  const created = day(words.created ?? words.registered ?? words.qualified ?? words.won ?? words.lost ?? '2025-01-01');
  const { spans, entries } = timeline(words, created, offset);
  return {
    id: words.id ?? `d${index + 1}`,
    pipelineId: pipeline,
    createdDay: created,
    spans,
    entries,
    registration: registrationOf(words),
    credits: words.conflict ? [] : creditsOf(words, indexOf),
    conflict: words.conflict ? { kind: 'two-sourced-partners', partners: list(words.sourced).map(indexOf) } : null,
    customers: words.customer ? [customers.indexOf(words.customer)] : [],
    business: words.business ?? null,
    lostReason: words.lostReason ?? null,
    hasOwner: words.hasOwner ?? true,
  };
}

function registrationOf(words: DealWords): DealFact['registration'] {
  if (!words.registered) return null;
  const maybe = (text: string | undefined) => (text === undefined ? null : day(text));
  return {
    day: day(words.registered),
    from: 'property',
    approvedDay: maybe(words.approved),
    rejectedDay: maybe(words.rejected),
    expiresDay: maybe(words.expires),
    learnedDay: day(words.registrationLearned ?? words.registered),
  };
}

function creditsOf(words: DealWords, indexOf: (name: string) => number): Credit[] {
  const roles = new Map<number, number>();
  for (const role of ROLES) {
    for (const name of list(words[role satisfies Role])) {
      const partner = indexOf(name);
      roles.set(partner, (roles.get(partner) ?? 0) | ROLE_BIT[role]);
    }
  }
  return [...roles].map(([partner, bits]) => ({
    partner,
    roles: bits,
    via: 'label',
    learnedDay: day(words.creditLearned ?? '2020-01-01'),
  }));
}

interface Move {
  readonly day: Day;
  readonly step: number;
  readonly state: DealState;
}

function timeline(words: DealWords, created: Day, offset: number): { spans: DealSpan[]; entries: StageEntry[] } {
  const at = (text: string | undefined, step: number, state: DealState): Move[] =>
    text === undefined ? [] : [{ day: day(text), step, state }];
  const moves = [
    { day: created, step: 0, state: OPEN },
    ...at(words.qualified, 1, OPEN),
    ...at(words.proposal, 2, OPEN),
    ...at(words.negotiation, 3, OPEN),
    ...at(words.won, 4, WON),
    ...at(words.lost, 5, LOST),
    ...at(words.reopened, 3, OPEN),
    ...at(words.wonAgain, 4, WON),
  ].filter((move, i, all) => move.day !== all[i + 1]?.day) as Move[];
  const amountMinor = typeof words.amount === 'number' ? Math.round(words.amount * 100) : null;
  const amountState = words.amountState ?? (amountMinor === null ? AMOUNT_MISSING : AMOUNT_OK);
  const spans = moves.map((move, i) => ({
    from: move.day,
    until: moves[i + 1]?.day ?? FOREVER,
    stage: offset + move.step,
    state: move.state,
    amountMinor: amountState === AMOUNT_OK ? amountMinor : null,
    amountState,
    closeDay: words.closes ? day(words.closes) : move.state === OPEN ? null : move.day,
  }));
  const entries = moves.map((move, i) => ({
    stage: offset + move.step,
    day: move.day,
    leftDay: moves[i + 1]?.day ?? null,
  }));
  return { spans, entries };
}
