import { HubSpotRejected } from '../ops/errors.ts';
import { markCapabilityMissing } from '../store/portals.ts';
import type { SyncContext } from './sync-context.ts';

const FORBIDDEN: readonly number[] = [403];

/**
 * Does something that an account may lack the product or the scope for. When HubSpot answers 403, the capability is
 * noted as missing, `fallback` is answered, and neither this pass nor later ones ask again until the account connects anew.
 */
export async function optional<T>(
  { db, portalId, missing, nowMs }: Pick<SyncContext, 'db' | 'portalId' | 'missing' | 'nowMs'>,
  capability: string,
  work: () => Promise<T>,
  fallback: T,
  refusals: readonly number[] = FORBIDDEN,
): Promise<T> {
  if (missing.has(capability)) return fallback;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubSpotRejected) || !refusals.includes(error.status)) throw error;
    missing.add(capability);
    await markCapabilityMissing(db, portalId, capability, nowMs);
    return fallback;
  }
}
