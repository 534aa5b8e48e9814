/** What the partners that bring most have in common, and whether that is more than chance. */
import type { PartnerFact } from '../../facts/partner.ts';
import { fishersExact } from '../../kit/fishers-exact.ts';
import { quantile } from '../../kit/quantile.ts';

/** What is known of a partner before it has sold anything. */
export const ATTRIBUTES = [
  'type',
  'country',
  'size',
  'industry',
  'tier',
  'source',
] as const satisfies readonly (keyof PartnerFact)[];
type Attribute = (typeof ATTRIBUTES)[number];
export type Traits = Readonly<Record<Attribute, string | null>>;

/** Fewer partners with a trait show nothing. */
export const MIN_WITH_TRAIT = 8;
/** A trait this unlikely to be chance is proven. */
const MOST_P = 0.1;

export interface Lift {
  readonly attribute: Attribute;
  readonly value: string;
  readonly partners: number;
  /** Of them, in the upper quarter by value. */
  readonly top: number;
  /** Share in the upper quarter of those with the trait / of all. */
  readonly lift: number;
  /** Fisher's exact test, one-sided: as many in the upper quarter by chance, or more. */
  readonly p: number;
  readonly isProven: boolean;
}

export interface Valued {
  readonly partner: Traits;
  readonly worth: number;
}

/**
 * Lift of every trait that enough partners have, largest first, then by how many have it, then by name. Partners of
 * nothing are in no upper quarter. Many traits are tried: of ten that mean nothing, one is proven by chance.
 */
export function liftTable(partners: readonly Valued[]): Lift[] {
  const limit = quantile(
    partners.map(({ worth }) => worth),
    0.75,
  );
  const isTop = ({ worth }: Valued) => worth > 0 && limit !== undefined && worth >= limit;
  const tops = partners.filter(isTop).length;
  if (tops === 0) return [];
  return ATTRIBUTES.flatMap((attribute) =>
    [...Map.groupBy(partners, ({ partner }) => partner[attribute])].flatMap(([value, group]): Lift[] => {
      if (value === null || group.length < MIN_WITH_TRAIT) return [];
      const top = group.filter(isTop).length;
      const { greater: p } = fishersExact({
        traitHit: top,
        traitMiss: group.length - top,
        otherHit: tops - top,
        otherMiss: partners.length - group.length - (tops - top),
      });
      const lift = top / group.length / (tops / partners.length);
      return [{ attribute, value, partners: group.length, top, lift, p, isProven: p < MOST_P }];
    }),
  ).toSorted((a, b) => b.lift - a.lift || b.partners - a.partners || (nameOf(a) < nameOf(b) ? -1 : 1));
}

export const nameOf = ({ attribute, value }: Lift): string => `${attribute}: ${value}`;
