import type { PartnerFact } from '../facts/partner.ts';
import type { Result } from '../metrics/result.ts';

/** One inactive partner, with what is known of its silence. */
export interface InactiveEntry {
  readonly partnerId: string;
  readonly name: string;
  readonly ownerId: string | null;
  /** Since the last qualifying event, or since signing. */
  readonly daysInactive: number;
  /** Kind of the last qualifying event; a state where there was none. */
  readonly lastEvent: Result;
  readonly reason: Result;
  /** An estimate; a state where it cannot be made. */
  readonly estimatedLoss: Result;
  readonly stillPipeline: Result;
}

/** What a metric said of one partner; undefined where it was not asked. */
export type Said = (metric: string, measure: string) => Result | undefined;

const NOT_ASKED: Result = { state: 'not-applicable', why: 'Not computed' };

/**
 * The inactive partners of a programme from the results of one date, dearest silence first: those whose loss can be
 * estimated, then those silent longest.
 */
export function inactiveLedger(
  partners: readonly { readonly partner: Pick<PartnerFact, 'id' | 'name' | 'ownerId'>; readonly said: Said }[],
): InactiveEntry[] {
  return partners
    .flatMap(({ partner, said }): InactiveEntry[] => {
      const inactive = said('inactive-partners', 'inactive');
      const days = numberOf(said('inactive-partners', 'days-inactive'));
      if (numberOf(inactive) !== 1 || days === undefined) return [];
      return [
        {
          partnerId: partner.id,
          name: partner.name,
          ownerId: partner.ownerId,
          daysInactive: days,
          lastEvent: said('inactive-partners', 'last-event') ?? NOT_ASKED,
          reason: said('inactivity-reasons', 'reason') ?? NOT_ASKED,
          estimatedLoss: said('business-lost', 'estimate') ?? NOT_ASKED,
          stillPipeline: said('business-lost', 'still-pipeline') ?? NOT_ASKED,
        },
      ];
    })
    .toSorted(
      (a, b) => lossOf(b) - lossOf(a) || b.daysInactive - a.daysInactive || (a.partnerId < b.partnerId ? -1 : 1),
    );
}

function numberOf(result: Result | undefined): number | undefined {
  return result?.state === 'value' && typeof result.value === 'number' ? result.value : undefined;
}

/** A loss that cannot be estimated comes after one of nothing. */
const lossOf = ({ estimatedLoss }: InactiveEntry): number => numberOf(estimatedLoss) ?? -1;
