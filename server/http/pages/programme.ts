import { programmePage } from '@partner-pulse/contract';
import { baselineOf } from '../../present/partner-page.ts';
import { chosenPartners, LINE_KEYS } from '../../present/programme-lists.ts';
import { PROGRAMME_KEYS, presentProgramme } from '../../present/programme-page.ts';
import { withPortal } from '../../store/db.ts';
import { readBaseline, readHistory } from '../../store/programme.ts';
import { holdSnapshot, readHealth, readPartnerLines, readProgrammeParts } from '../../store/programme-page.ts';
import { readLessons } from '../../store/results.ts';
import type { CardRouteOptions } from '../cards/card-data.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import { accountOf } from './page-data.ts';

/** The app page: the programme and every partner in one answer, from stored rows. */
export function programmePageRoute({ db, now, syncIntervalMs }: CardRouteOptions): CardRoute {
  return cardRoute(programmePage, ({ locale }, { identity }) =>
    withPortal(db, identity.portalId, async (tx) => {
      await holdSnapshot(tx);
      const known = await accountOf(tx);
      if ('answer' in known) return known.answer;
      const lines = await readPartnerLines(tx, LINE_KEYS);
      const chosen = chosenPartners(lines);
      const healths = await readHealth(tx, chosen.ids);
      const parts = await readProgrammeParts(tx, PROGRAMME_KEYS);
      const history = await readHistory(tx, '');
      const goLive = await readBaseline(tx, '');
      const yearBefore = await readBaseline(tx, '', 'year-before');
      const baseline = baselineOf({ goLive, yearBefore, view: known.account.view });
      const lessons = await readLessons(tx);
      const data = { ...known.account, lessons, lines, parts, history, baseline, chosen, healths };
      return presentProgramme(data, { nowMs: now(), syncIntervalMs }, locale);
    }),
  );
}
