import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Need } from '../../facts/need.ts';
import type { EventKind } from '../../facts/tables.ts';
import { memo } from '../../kit/memo.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import type { Qualifier } from '../result.ts';

/** One rule for every metric that speaks of active partners: at least one qualifying event in the last 90 days. */
export const ACTIVE = { events: countOf('events', { reach: lastDays(90) }) };

export const isActive = ({ events }: FoldValues<typeof ACTIVE>): boolean => events.count > 0;

/** Kinds of event that deals alone cannot show, with what brings them; any of those named is enough. */
const CONNECTED_BY: Readonly<Partial<Record<EventKind, readonly Need[]>>> = {
  'partner-contact': ['emails', 'engagements'],
  meeting: ['engagements'],
  ticket: ['tickets'],
  training: ['training'],
  login: ['portal-logins'],
};

/** Kinds of the account's published list that it can show beyond deals. */
export const connectedKinds = memo(({ mapped, settings }: AccountFacts): readonly EventKind[] =>
  settings.qualifyingEvents.filter((kind) => CONNECTED_BY[kind]?.some((need) => mapped[need])),
);

/** A partner that looks silent may only be silent in deals, for as long as nothing else is connected. */
export const activityQualifier = (facts: AccountFacts): Qualifier | undefined =>
  connectedKinds(facts).length === 0 ? 'deals-only' : undefined;
