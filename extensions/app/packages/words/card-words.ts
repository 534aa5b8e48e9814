/** What cards and pages say alike: of an answer that is on its way, missing or refused. */
export const CARD_WORDS = {
  loading: 'Reading partner health',
  retry: 'Try again',
  done: 'Done',
  failed: 'It was not done',
  outOf: 'of 100',
  timeout: {
    title: 'No answer in time',
    text: 'Partner Pulse did not answer within 15 seconds. Nothing is wrong with this record.',
  },
  unreachable: {
    title: 'Partner Pulse cannot be reached',
    text: 'The connection failed. If it fails again, tell the person who looks after your HubSpot apps.',
  },
  busy: {
    title: 'Too many cards at once',
    text: 'HubSpot lets a limited number of cards ask at the same time. Try again in a moment.',
  },
  mismatch: {
    title: 'This card needs a reload',
    text: 'Card and server are of different versions. Reload the page; if this stays, the app has to be updated.',
  },
  noPermission: { title: 'You may not see this' },
  problem: { title: 'No partner health right now' },
  notSynced: { title: 'The first sync is running', again: 'Check again' },
  gaps: 'Gaps in the data',
} as const;

/** Titles and column heads of the cards on records; a set of its own, so that pages do not carry it. */
export const RECORD_WORDS = {
  sections: {
    why: 'Why this score',
    soFar: 'So far',
    missing: 'What is missing',
    changes: 'Since the last review',
    nextStep: 'Next step',
    drivers: 'Drivers',
    more: 'See why and what it is made of',
    history: 'History',
    deals: 'Deals',
    noEarlier: 'There is no earlier score to compare with.',
    noReasons: 'Nothing moved the score in the last 13 weeks.',
  },
  allMetrics: {
    tab: 'Metrics',
    metric: 'Metric',
    value: 'Value',
    unknown: 'Not known yet',
    leftOut: 'Left out',
    show: 'Show',
    hide: 'Hide',
  },
  drivers: {
    name: 'Driver',
    score: 'Score, 13 weeks',
    unknown: 'Not known',
    weight: (share: string): string => `${share} of the score`,
  },
  trend: {
    title: 'Score at each month end',
    monthAxis: 'Month end',
    scoreAxis: 'Score',
    observed: 'Stored on its day',
    reconstructed: 'Worked out later',
    rows: 'Every point in words',
    tooShort: 'Fewer than two months are known so far. The line starts with the second.',
  },
  nextStep: { task: 'Create task', meeting: 'Schedule meeting', noOwner: 'No partner manager is set' },
  method: { link: 'How is this scored?', metric: 'Metric', weight: 'Weight', low: '0 points', high: '100 points' },
  records: {
    failed: 'HubSpot did not list these records. Close this panel and open it again.',
    hidden: (count: number): string =>
      count === 1 ? '1 further record is not visible to you.' : `${count} further records are not visible to you.`,
  },
  contact: {
    loading: 'Looking up the contact',
    hidden: 'A contact you may not see',
    unnamed: 'Contact without a name',
  },
  customer: { none: 'No partner is named on any deal of this company.', manager: 'Partner manager' },
  notAPartner: { title: 'Not a partner' },
  deal: {
    alsoHere: 'Also on this deal',
    contact: 'Contact at the partner',
    manager: 'Our partner manager',
    nobody: 'None set',
    conflict: 'Counts for no partner yet',
    noPartner: 'No partner on this deal',
    people: 'Whom to ask',
    addPartner: 'Add a partner',
  },
} as const;
