/** Which companies are partners. One rule for sync (what to fetch), mapping (what to count) and write-back (where to write). */
import type { PortalSettings } from './settings.ts';

type Properties = Readonly<Record<string, string | null>>;

/**
 * True when the rule's property holds one of its values. HubSpot joins multi-select values with `;`: any of them counts.
 * Option values are compared exactly as HubSpot does, apart from surrounding blanks.
 */
export function isPartner(
  properties: Properties,
  rule: Pick<PortalSettings['partnerRule'], 'property' | 'in'>,
): boolean {
  const value = properties[rule.property];
  if (value === null || value === undefined) return false;
  return value.split(';').some((part) => part.trim() !== '' && rule.in.includes(part.trim()));
}
