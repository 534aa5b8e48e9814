/** Calls to HubSpot by kind, every attempt counted: what a run cost the account. */
export const CALL_KINDS = [
  'list',
  'batchRead',
  'search',
  'associations',
  'properties',
  'batchUpdate',
  'other',
] as const;

export type CallKind = (typeof CALL_KINDS)[number];
export type CallCounts = Record<CallKind, number>;

export function noCalls(): CallCounts {
  return { list: 0, batchRead: 0, search: 0, associations: 0, properties: 0, batchUpdate: 0, other: 0 };
}
