import type { PartnerFact } from '../facts/partner.ts';
import { quantile } from '../kit/quantile.ts';
import type { AccountModel } from './account-model.ts';
import { type Bar, type Component, type ComponentKey, HEALTH_MODEL } from './model.ts';
import { type Bars, componentValue, type PartnerResults } from './score.ts';

/** One partner on the roster at a date, with its results there. */
export interface Peer {
  readonly partner: PartnerFact;
  readonly results: PartnerResults;
}

/**
 * Bars for a date. Where a bar is the upper quartile of the segment, the segment is the partner's type when enough
 * partners share it, else all partners; partners without anything of the kind do not lower the bar.
 */
export function barsFor(peers: readonly Peer[], { components }: AccountModel): (partner: PartnerFact) => Bars {
  const all = resolve(peers, components);
  const byType = new Map<string, Bars>();
  for (const type of new Set(peers.map((peer) => peer.partner.type))) {
    const same = peers.filter((peer) => peer.partner.type === type);
    if (type !== null && same.length >= HEALTH_MODEL.segmentMinimum) byType.set(type, resolve(same, components));
  }
  return (partner) => (partner.type === null ? undefined : byType.get(partner.type)) ?? all;
}

function resolve(peers: readonly Peer[], components: readonly Component[]): Bars {
  const entries = components.map((component) => {
    const values = peers
      .map((peer) => componentValue(component, peer.results))
      .filter((value) => value !== null && value > 0) as number[];
    const number = (bar: Bar) =>
      typeof bar === 'number' ? bar : Math.max(bar.upperQuartileOfSegment.minimum, quantile(values, 0.75) ?? 0);
    return [component.key, { low: number(component.low), high: number(component.high) }] as const;
  });
  return Object.fromEntries(entries) as Record<ComponentKey, { low: number; high: number }>; // one entry per component
}
