/** Texts that the cards themselves say, because no answer arrived to say them. */
export const CARD_WORDS = {
  loading: 'Reading partner health',
  retry: 'Try again',
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
  notSynced: { title: 'First sync is running' },
} as const;
