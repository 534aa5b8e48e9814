import { createHash } from 'node:crypto';

/** Every write bumps these, ours too: a record in which nothing else differs has not changed. */
const MODIFICATION_DATES = new Set(['hs_lastmodifieddate', 'lastmodifieddate']);
/** What we write ourselves; reading it back is not news. */
const OWN_PREFIX = 'partner_pulse_';

/** Equal for equal content, whatever the order of properties. */
export function contentHash(properties: Readonly<Record<string, string | null>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(properties).sort()) {
    if (MODIFICATION_DATES.has(name) || name.startsWith(OWN_PREFIX)) continue;
    const value = properties[name];
    // Lengths keep neighbours apart: without them ("ab", "c") and ("a", "bc") would be one.
    hash.update(`${name.length}:${name}${value === null || value === undefined ? '-' : `${value.length}:${value}`}`);
  }
  return hash.digest('base64url');
}
