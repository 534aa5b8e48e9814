import { type BodyOf, setMetricCommand } from '@partner-pulse/contract';
import { createFormatter, SAID } from '@partner-pulse/words';
import type { Mapped } from '../../../app/facts/need.ts';
import { formatDay } from '../../../app/kit/days.ts';
import type { MetricChoice, PortalSettings } from '../../../app/mapping/settings.ts';
import { activate } from '../../../app/metrics/activation.ts';
import { CATALOGUE } from '../../../app/metrics/catalogue.generated.ts';
import { todayIn } from '../../compute/compute-account.ts';
import { mappedOf } from '../../present/settings/score.ts';
import { changeSettings } from '../../store/settings-changes.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { changeAnswer, refused, refusedBy } from './answers.ts';
import { readSettings, type SettingsOptions } from './read-settings.ts';
import type { CommandOptions } from './save.ts';

type Wish = BodyOf<typeof setMetricCommand>;

/** Switches a metric on or off, or changes who answers for it and how often it is reviewed. */
export function setMetricRoute(options: CommandOptions & SettingsOptions): CommandRoute {
  const { db, now, ring } = options;
  return commandRoute(setMetricCommand, db, async (wish, { identity, userId }) => {
    const meta = CATALOGUE.find((one) => one.meta.id === wish.metric)?.meta;
    if (meta === undefined) return refused(SAID.metricUnknown);
    const data = await readSettings(options, identity);
    const { settings } = data.portal;
    const today = todayIn(settings.timeZone, now());
    const problem = wish.isActive ? activationProblem(wish, settings, mappedOf(data), today) : null;
    if (problem !== null) return problem;
    try {
      const outcome = await changeSettings(db, identity.portalId, {
        actor: { userId, nowMs: now() },
        expectedVersion: wish.version,
        change: (stored) => ({ ...stored, metrics: metricsWith(wish, settings.metrics, formatDay(today)) }),
      });
      if (outcome.kind === 'changed') await ring(identity.portalId);
      return changeAnswer(outcome, wish.isActive ? SAID.metricKept : SAID.metricOff);
    } catch (error) {
      return refusedBy(error);
    }
  });
}

function activationProblem(wish: Wish, settings: PortalSettings, mapped: Mapped, today: number) {
  const others = wish.retire === null ? settings.metrics : { ...settings.metrics, [wish.retire]: { isActive: false } };
  const answer = activate(wish.metric, wish.ownerId, CATALOGUE, { ...settings, metrics: others }, mapped, today);
  switch (answer.kind) {
    case 'activated':
      return null;
    case 'already-active':
      return wish.ownerId === null ? refused(SAID.metricOwner, { setting: 'Owner' }) : null;
    case 'owner-required':
      return refused(SAID.metricOwner, { setting: 'Owner' });
    case 'unknown-metric':
      return refused(SAID.metricUnknown);
    case 'not-set-up':
      return refused(SAID.metricNeeds(answer.toSwitchOn.join('. ')));
    case 'retire-one': {
      const f = createFormatter({ locale: wish.locale, timeZone: settings.timeZone });
      const names = new Map<string, string>(CATALOGUE.map(({ meta }) => [meta.id, meta.name]));
      return refused(SAID.metricLimit(f.number(answer.limit)), {
        choices: answer.candidates.map(({ id }) => ({ value: id, label: names.get(id) ?? id })),
      });
    }
  }
}

function metricsWith(wish: Wish, present: PortalSettings['metrics'], today: string): PortalSettings['metrics'] {
  const before = present[wish.metric];
  const reviewed = wish.isReviewed ? today : before?.reviewed;
  const choice: MetricChoice = {
    isActive: wish.isActive,
    ...(wish.ownerId === null ? {} : { ownerId: wish.ownerId }),
    cadence: wish.cadence,
    ...(reviewed === undefined ? {} : { reviewed }),
  };
  const retired = wish.retire === null ? {} : { [wish.retire]: { ...present[wish.retire], isActive: false } };
  return { ...present, ...retired, [wish.metric]: choice };
}
