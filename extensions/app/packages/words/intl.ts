/**
 * Intl objects take about as long to make as the rest of a card's answer, so each is made once. Viewers choose the
 * locale and accounts the zone: beyond this many the store is emptied rather than left to grow.
 */
const MOST_KEPT = 1000;

export const numberFormat = kept(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const dateTimeFormat = kept(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

function kept<Options, Format>(make: (locale: string, options: Options) => Format) {
  const known = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST_KEPT) known.clear();
    const format = make(locale, options);
    known.set(key, format);
    return format;
  };
}
