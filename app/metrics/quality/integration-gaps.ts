/**
 * What do we not hear of, because something is not connected or has stopped?
 * A number without its feed is no zero. This says which feeds are late, which never came, and whose mail is not logged.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS, type Need } from '../../facts/need.ts';
import { FEED_KINDS, type FeedKind } from '../../feeds/feeds.ts';
import type { Day } from '../../kit/days.ts';
import { expectedEvery, lastHeard } from '../derived/feed-coverage.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notSetUp, type Result, share, value } from '../result.ts';

/** What HubSpot lets us read only with a scope that the account may have refused. */
const BY_SCOPE = ['contacts', 'emails', 'engagements', 'tickets', 'surveys'] as const satisfies readonly Need[];

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'records',
  window: 'as-of',
  scope: 'program',
  range: [0, null],
  whenEmpty: 0,
  ...more,
});

export const integrationGaps = defineMetric({
  meta: {
    id: 'integration-gaps',
    catalogue: 114,
    name: 'Gaps in integration',
    question: 'What do we not hear of, because something is not connected or has stopped?',
    formula:
      'Feeds received before and last heard of longer ago than the account expects; feeds that the account has given an ' +
      'owner or a rhythm to and that never came; of the partners on the roster, the share whose owner logs mail (at least ' +
      'one in the 30 days before the last sync); of what HubSpot gives by scope, the kinds that cannot be read.',
    category: 'data-quality',
    timing: 'leading',
    lagDays: 0,
    needs: [],
    minimumSample: 1,
    better: 'lower',
    decision: 'Ask the owner of the feed, connect the inbox, or grant the scope, before reading silence as a decline.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Common Measurement Pitfalls": data quality'],
    exclusions: [
      'Failed syncs, calls that HubSpot refused and histories it cut short: the status page shows those',
      'Partners without an owner count as not logged',
    ],
    version: 1,
    changelog: ['1: a feed is late after one pause that is too long; numbers that rest on it turn stale after two'],
    measures: {
      'late-feeds': measure('Feeds that are late'),
      'missing-feeds': measure('Feeds expected that never came'),
      'unreadable-kinds': measure('Kinds of records that cannot be read', { range: [0, BY_SCOPE.length] }),
      'mail-logging': measure('Partners whose owner logs mail, share', {
        unit: 'ratio',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      }),
      'mail-logged': measure('Its owner logs mail', {
        unit: 'flag',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'number',
      }),
    },
  },
  partner: {
    folds: {},
    finish(_, { partner, facts }) {
      if (!facts.mapped.emails) return { 'mail-logged': notSetUp(NEEDS.emails) };
      if (partner.ownerId === null) return { 'mail-logged': notApplicable('The partner has no owner') };
      return { 'mail-logged': value(isLogged(partner.ownerId, facts) ? 1 : 0, { sample: 1 }) };
    },
  },
  program: {
    folds: {},
    finish(_, { peers, facts, asOf }) {
      const logged = peers.filter(({ partner }) => isLogged(partner.ownerId, facts)).length;
      return {
        'late-feeds': counted(FEED_KINDS.filter((kind) => isLate(kind, facts, asOf))),
        'missing-feeds': counted(FEED_KINDS.filter((kind) => isMissing(kind, facts, asOf))),
        'unreadable-kinds': counted(BY_SCOPE.filter((need) => !facts.mapped[need])),
        'mail-logging': facts.mapped.emails ? share(logged, peers.length, 1) : notSetUp(NEEDS.emails),
      };
    },
  },
});

const isLogged = (ownerId: string | null, { loggingOwners }: AccountFacts): boolean =>
  ownerId !== null && loggingOwners.includes(ownerId);

function isLate(kind: FeedKind, facts: AccountFacts, asOf: Day): boolean {
  const last = lastHeard(facts, kind, asOf);
  return last !== undefined && asOf - last > expectedEvery(facts, kind);
}

const isMissing = (kind: FeedKind, facts: AccountFacts, asOf: Day): boolean =>
  facts.settings.feeds[kind] !== undefined && lastHeard(facts, kind, asOf) === undefined;

const counted = (names: readonly string[]): Result =>
  value(names.length, { sample: names.length, reason: names.length > 0 ? names.join(', ') : undefined });
