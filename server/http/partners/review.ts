import { reviewCommand } from '@partner-pulse/contract';
import { JUDGEMENT_SAID } from '@partner-pulse/words';
import { addJudgement } from '../../store/judgements.ts';
import { personCommandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { done } from '../settings/answers.ts';
import { judge, type PartnerCommandOptions } from './judge.ts';

/** A person's dated note on a partner, kept with the score it was written at. Changes no number. */
export function reviewRoute(options: PartnerCommandOptions): CommandRoute {
  return personCommandRoute(reviewCommand, options.db, 'reviews', ({ note, ...body }, call) =>
    judge(
      options,
      call,
      body,
      (last) => last.kind === 'review' && last.note === note,
      async ({ tx, said }) => {
        await addJudgement(tx, { kind: 'review', note, ...said });
        return done(JUDGEMENT_SAID.reviewed);
      },
    ),
  );
}
