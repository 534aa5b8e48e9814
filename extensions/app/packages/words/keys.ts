/**
 * The keys behind the words: what the contract carries, the cards colour by and the server chooses from.
 * A key never changes once shipped; its word may.
 */
export const BAND_KEYS = ['healthy', 'watch', 'at-risk', 'not-enough-data'] as const;
export type BandKey = (typeof BAND_KEYS)[number];

/** Where a partner stands: its band, or why it has none. */
export const STANDING_KEYS = [...BAND_KEYS, 'new', 'left'] as const;
export type StandingKey = (typeof STANDING_KEYS)[number];

/** Bands that a person may set. */
export const OVERRIDE_BANDS = ['healthy', 'watch', 'at-risk'] as const;
export type OverrideBand = (typeof OVERRIDE_BANDS)[number];

/** `unknown`: there is no comparable score 13 week-ends ago. */
export const DIRECTION_KEYS = ['up', 'steady', 'down', 'unknown'] as const;
export type DirectionKey = (typeof DIRECTION_KEYS)[number];

export const ROLE_KEYS = ['sourced', 'influenced', 'resold', 'serviced'] as const;
export type RoleKey = (typeof ROLE_KEYS)[number];

/** What a colour means. `neutral` is also the colour of everything unknown. */
export const TONES = ['good', 'warning', 'bad', 'neutral'] as const;
export type Tone = (typeof TONES)[number];

/** Where a past score comes from: stored on its day, worked out later from dated facts, or not to be had. */
export const PROVENANCE_KEYS = ['observed', 'reconstructed', 'unavailable'] as const;
export type ProvenanceKey = (typeof PROVENANCE_KEYS)[number];
