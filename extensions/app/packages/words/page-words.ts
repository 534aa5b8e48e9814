/** Texts that the app page itself says: titles, column heads, and what stands where an answer is missing. */
export const PAGE_WORDS = {
  title: 'Partner programme',
  back: 'Partner programme',
  loading: 'Reading the partner programme',
  notSynced: 'The first sync is running',
  noPartners: 'No partners yet',
  noPartnersTodo: 'What to set up',
  notFound: 'No such partner',
  failure: {
    timeout: { title: 'No answer in time', text: 'Partner Pulse did not answer within 15 seconds.' },
    mismatch: {
      title: 'This page needs a reload',
      text: 'Page and server are of different versions. Reload the page; if this stays, the app has to be updated.',
    },
  },
  tabs: { summary: 'Executive summary', detail: 'Manager detail', lessons: 'What it can learn' },
  sections: {
    attention: 'Needs attention',
    moversDown: 'Largest falls',
    moversUp: 'Largest rises',
    bands: 'Partners by band',
    cohorts: 'Ramp of new partners',
    concentration: 'Concentration of sourced revenue',
    performance: 'What works and what needs attention',
    works: 'Does the score work?',
    departures: 'Departures',
    ledger: 'Inactive partners',
    quality: 'Data quality',
    partners: 'All partners',
    segments: 'By segment',
  },
  attentionAll: 'The whole list is under Manager detail.',
  noRises: 'No partner rose.',
  noFalls: 'No partner fell.',
  axes: {
    month: 'Month end',
    partners: 'Partners',
    day: 'Days since signing',
    share: 'Share of the cohort, %',
    largest: 'Largest partners',
    revenueShare: 'Share of revenue, %',
  },
  columns: {
    partner: 'Partner',
    standing: 'Band',
    score: 'Score',
    change: '13 weeks',
    course: '12 months',
    sourced: 'Sourced',
    pipeline: 'Pipeline',
    noManager: 'No manager set',
    silence: 'Silent for',
    lastEvent: 'Last event',
    reason: 'Reason',
    loss: 'Loss, estimate',
    still: 'Deals lying still',
    measure: 'Measure',
    value: 'Today',
    history: '24 month ends',
    baseline: 'Change',
    partners: 'Partners',
  },
  filters: {
    search: 'Search partners',
    placeholder: 'Name or manager',
    standing: 'Band',
    everyStanding: 'Every band',
    dimension: 'Segment by',
    noDimension: 'Whole programme',
    value: 'Segment',
    everyValue: 'Every value',
    nothing: 'No partner matches. Clear the search or choose another segment.',
    reset: 'Show all partners',
  },
  /** Below the filters: the periods of the columns. */
  tablePeriods: 'Sourced: won in the last 12 months · Pipeline: open today · 13 weeks: score points',
  segmentPeriods:
    'Active: last 90 days · Sourced: last 12 months · Pipeline: open today · Close rate: deals registered in 12 months',
  openRecord: 'Open in HubSpot',
  unknownMeasures: 'Not known yet',
  quietMeasures: 'Nothing so far',
  noMeasures: 'Nothing in this group can be told yet.',
} as const;

/** "12 of 48 partners". */
export const shownText = (shown: number, all: number): string =>
  shown === all ? `${all} ${all === 1 ? 'partner' : 'partners'}` : `${shown} of ${all} partners`;

/** What a chart or sparkline says to those who do not see it. */
export const courseText = (name: string, course: readonly (number | null)[]): string => {
  const known = course.filter((one) => one !== null);
  const [first] = known;
  const last = known.at(-1);
  return first === undefined || last === undefined || known.length < 2
    ? `${name}: no course yet`
    : `${name}: ${first} to ${last} in ${known.length} points`;
};
