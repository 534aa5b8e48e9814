import { bigWorld } from '../stand-in/big-world.ts';

/** Small, so that a thousand histories take minutes; large enough for two pages of deals. */
export const SIZE = { companies: 14, deals: 105, partners: 5, contacts: 12, partnerDealShare: 0.4 };

export const worldOf = (seed: number) => bigWorld({ ...SIZE, seed: 1 + (seed % 7) });

export const PARTNERS = Array.from({ length: SIZE.partners }, (_, at) => String(1 + at));
export const COMPANIES = Array.from({ length: SIZE.companies }, (_, at) => String(1 + at));
export const DEALS = Array.from({ length: SIZE.deals }, (_, at) => String(1_000_000 + at));
export const CONTACTS = Array.from({ length: SIZE.contacts }, (_, at) => String(10_000_000 + at));
