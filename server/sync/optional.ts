import { HubSpotRejected } from '../ops/errors.ts';
import { markCapabilityMissing } from '../store/portals.ts';
import type { SyncContext } from './sync-context.ts';

const FORBIDDEN = 403;

/**
 * Does something that an account may lack the product or the scope for. When HubSpot answers 403, the capability is
 * noted as missing, `fallback` is answered, and later passes do not ask again until the account connects anew.
 */
export async function optional<T>(
  { db, portalId, missing, nowMs }: Pick<SyncContext, 'db' | 'portalId' | 'missing' | 'nowMs'>,
  capability: string,
  work: () => Promise<T>,
  fallback: T,
): Promise<T> {
  if (missing.has(capability)) return fallback;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubSpotRejected) || error.status !== FORBIDDEN) throw error;
    await markCapabilityMissing(db, portalId, capability, nowMs);
    return fallback;
  }
}
