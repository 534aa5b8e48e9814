import { endOverrideCommand, overrideCommand } from '@partner-pulse/contract';
import { createFormatter, JUDGEMENT_SAID } from '@partner-pulse/words';
import { MOST_OVERRIDE_DAYS, type Override, overrideAt, overrideOf } from '../../../app/health/override.ts';
import { formatDay } from '../../../app/kit/days.ts';
import { untilDay } from '../../present/judgements.ts';
import { addJudgement, askForComputation, overrideIn } from '../../store/judgements.ts';
import { noteChange } from '../../store/settings-changes.ts';
import { personCommandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { done, refused } from '../settings/answers.ts';
import { type Judging, judge, type PartnerCommandOptions } from './judge.ts';

/** A band or a score that a person sets for a time. */
export function overrideRoute(options: PartnerCommandOptions): CommandRoute {
  return personCommandRoute(overrideCommand, options.db, 'overrides', async (body, call) => {
    const { reason, until, set } = body;
    const answer = await judge(
      options,
      call,
      body,
      (last) => last.kind === 'override' && last.note === reason && last.lastDay === until,
      async (judging) => {
        const { tx, model, said, asOfDay } = judging;
        if (model.health.point.state === 'left') return refused(JUDGEMENT_SAID.hasLeft);
        const lastDay = untilDay(until, asOfDay);
        if (lastDay === null) return refused(untilRefused(asOfDay, body.locale), { setting: JUDGEMENT_SAID.untilName });
        const override = overrideOf(set, asOfDay, lastDay, model.health.bands);
        await addJudgement(tx, { kind: 'override', note: reason, override, ...said });
        await noteOverride(judging, override, reason);
        return done(JUDGEMENT_SAID.overridden);
      },
    );
    if (answer.state === 'done') await options.ring(call.identity.portalId);
    return answer;
  });
}

/** Ends the override in force before its day. */
export function endOverrideRoute(options: PartnerCommandOptions): CommandRoute {
  return personCommandRoute(endOverrideCommand, options.db, 'overrides', async ({ reason, ...body }, call) => {
    const answer = await judge(
      options,
      call,
      body,
      (last) => last.kind === 'override-end' && last.note === reason,
      async (judging) => {
        const { tx, said } = judging;
        if (inForce(judging) === null) return refused(JUDGEMENT_SAID.noOverride);
        await addJudgement(tx, { kind: 'override-end', note: reason, ...said });
        await noteOverride(judging, null, reason);
        return done(JUDGEMENT_SAID.ended);
      },
    );
    if (answer.state === 'done') await options.ring(call.identity.portalId);
    return answer;
  });
}

const inForce = ({ overrideRow, asOfDay }: Judging): Override | null =>
  overrideAt([(overrideRow && overrideIn(overrideRow)) ?? null], asOfDay);

/** Admins find it in their list of changes, and the next pass computes what follows from it. */
async function noteOverride(judging: Judging, override: Override | null, reason: string): Promise<void> {
  const { tx, model, said } = judging;
  const partner = `${model.partner.name} (${model.partner.id})`;
  await noteChange(
    tx,
    { userId: said.userId, nowMs: said.atMs },
    {
      kind: 'override',
      before: { band: described(inForce(judging)) },
      after: { partner, band: described(override), reason },
    },
  );
  await askForComputation(tx);
}

const described = (override: Override | null): string =>
  override === null
    ? 'as computed'
    : `${override.band}${override.score === null ? '' : ` (${override.score})`} until ${formatDay(override.lastDay)}`;

function untilRefused(asOfDay: number, locale: string | undefined): string {
  const f = createFormatter({ locale, timeZone: 'UTC' });
  return JUDGEMENT_SAID.until(f.day(asOfDay), f.day(asOfDay + MOST_OVERRIDE_DAYS));
}
