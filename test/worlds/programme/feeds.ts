/** The files that the programme's people would upload: what they keep in the portal, in the books and in their heads. */
import { feedsOfBooks } from './books.ts';
import { feedsOfJudgement } from './judgement.ts';
import { type FeedRows, listedPartners, type Told } from './listed.ts';
import { feedsOfPortal } from './portal.ts';

export function feedsOf(told: Told): FeedRows {
  const partners = listedPartners(told);
  return {
    ...feedsOfPortal(told.seed, partners),
    ...feedsOfJudgement(told.seed, partners),
    ...feedsOfBooks(told, partners),
  };
}
