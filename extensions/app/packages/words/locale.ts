export const DEFAULT_LOCALE = 'en-US';

/**
 * The viewer's locale as Intl wants it. HubSpot writes `en-us` and `pt_br`; what Intl does not know becomes the default.
 */
export function cleanLocale(asGiven: string | undefined): string {
  if (!asGiven) return DEFAULT_LOCALE;
  try {
    const [canonical] = Intl.getCanonicalLocales(asGiven.replace(/_/g, '-'));
    return canonical && Intl.NumberFormat.supportedLocalesOf([canonical]).length > 0 ? canonical : DEFAULT_LOCALE;
  } catch {
    // RangeError: not a BCP 47 tag at all.
    return DEFAULT_LOCALE;
  }
}
