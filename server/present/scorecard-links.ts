import type { LinksAnswer } from '@partner-pulse/contract';
import { type Formatter, linkText } from '@partner-pulse/words';
import type { ScorecardShare } from '../store/scorecard-links.ts';

type LinkLine = Extract<LinksAnswer, { state: 'links' }>['links'][number];

/** A shared link in words: whether it still opens, who made it, and whether anybody looked. */
export function linkLine(share: ScorecardShare, nowMs: number, f: Formatter): LinkLine {
  const { id, sharedBy, sharedMs, expiresMs, revokedMs, views, lastViewMs } = share;
  const isOpen = revokedMs === null && expiresMs > nowMs;
  return {
    id,
    isOpen,
    stateText:
      revokedMs !== null
        ? linkText.withdrawn(f.date(revokedMs))
        : isOpen
          ? linkText.open(f.date(expiresMs))
          : linkText.expired(f.date(expiresMs)),
    sharedText: linkText.shared(sharedBy, f.date(sharedMs)),
    viewsText: linkText.views(f, views, lastViewMs === null ? null : f.dateTime(lastViewMs)),
  };
}
