/**
 * Which metrics an account runs its programme by: few, each with somebody who answers for it and a date for its next
 * review. Inactive metrics are still computed and shown; they are not reviewed, alerted on or put forward.
 */
import { type Mapped, NEEDS, type Need } from '../facts/need.ts';
import { type Day, monthsLater, parseDay } from '../kit/days.ts';
import type { PortalSettings } from '../mapping/settings.ts';
import type { Meta } from './metric.ts';

/** On after installation: all six can be computed from the CRM alone. */
export const STARTING_METRICS: readonly string[] = [
  'registration-velocity',
  'sourced-revenue',
  'pipeline',
  'close-rate',
  'sales-cycle',
  'engagement-state',
];

type Cadence = 'weekly' | 'monthly' | 'quarterly';
/** What activation asks of a meta. */
export type Described = Pick<Meta<never>, 'id' | 'needs' | 'cadence'>;
type Choices = Pick<PortalSettings, 'metrics' | 'activeMetricsLimit'>;

export interface Activation {
  readonly id: string;
  readonly isActive: boolean;
  /** HubSpot owner who answers for it; null asks for one. */
  readonly ownerId: string | null;
  /** What to map or supply before it can say a number. */
  readonly toSwitchOn: readonly string[];
  readonly cadence: Cadence;
  /** Null while its definition was never reviewed: then a review is due now. */
  readonly reviewDueDay: Day | null;
  readonly isReviewOverdue: boolean;
}

/** What the account has chosen about a metric, or the default where it has chosen nothing. */
export function activationOf(meta: Described, settings: Choices, mapped: Mapped, asOf: Day): Activation {
  const choice = settings.metrics[meta.id];
  const cadence = choice?.cadence ?? meta.cadence;
  const isActive = choice?.isActive ?? STARTING_METRICS.includes(meta.id);
  const reviewed = choice?.reviewed === undefined ? null : parseDay(choice.reviewed);
  const reviewDueDay = reviewed === null ? null : nextReview(reviewed, cadence);
  return {
    id: meta.id,
    isActive,
    ownerId: choice?.ownerId ?? null,
    toSwitchOn: missing(meta.needs, mapped),
    cadence,
    reviewDueDay,
    isReviewOverdue: isActive && (reviewDueDay === null || reviewDueDay < asOf),
  };
}

function nextReview(reviewed: Day, cadence: Cadence): Day {
  if (cadence === 'weekly') return reviewed + 7;
  return monthsLater(reviewed, cadence === 'monthly' ? 1 : 3);
}

const missing = (needs: readonly Need[], mapped: Mapped): string[] =>
  needs.filter((need) => !mapped[need]).map((need) => NEEDS[need]);

export type ActivationAnswer =
  | { readonly kind: 'activated' }
  | { readonly kind: 'already-active' }
  | { readonly kind: 'unknown-metric' }
  /** Nobody would answer for it. */
  | { readonly kind: 'owner-required' }
  | { readonly kind: 'not-set-up'; readonly toSwitchOn: readonly string[] }
  /** As many are active as the account allows: which of these is to be retired? The first is the least missed. */
  | { readonly kind: 'retire-one'; readonly limit: number; readonly candidates: readonly Activation[] };

/**
 * What comes of the wish to activate a metric under `ownerId`. It changes nothing: the caller stores the choice where the
 * answer is `activated`.
 */
export function activate(
  id: string,
  ownerId: string | null,
  catalogue: readonly { readonly meta: Described }[],
  settings: Choices,
  mapped: Mapped,
  asOf: Day,
): ActivationAnswer {
  const all = catalogue.map(({ meta }) => activationOf(meta, settings, mapped, asOf));
  const wanted = all.find((one) => one.id === id);
  if (!wanted) return { kind: 'unknown-metric' };
  if (wanted.isActive) return { kind: 'already-active' };
  if (ownerId === null || ownerId.trim() === '') return { kind: 'owner-required' };
  if (wanted.toSwitchOn.length > 0) return { kind: 'not-set-up', toSwitchOn: wanted.toSwitchOn };
  const active = all.filter(({ isActive }) => isActive);
  if (active.length < settings.activeMetricsLimit) return { kind: 'activated' };
  return { kind: 'retire-one', limit: settings.activeMetricsLimit, candidates: active.toSorted(byLeastMissed) };
}

/** First what says no number, then what nobody answers for, then what has waited longest for its review. */
function byLeastMissed(a: Activation, b: Activation): number {
  return (
    b.toSwitchOn.length - a.toSwitchOn.length ||
    Number(b.ownerId === null) - Number(a.ownerId === null) ||
    (a.reviewDueDay ?? Number.MIN_SAFE_INTEGER) - (b.reviewDueDay ?? Number.MIN_SAFE_INTEGER) ||
    (a.id < b.id ? -1 : 1)
  );
}
