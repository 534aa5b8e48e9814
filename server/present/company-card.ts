import {
  CONTRACT_VERSION,
  type CompanyCardAnswer,
  type CustomerSection,
  type Driver,
  type Tile,
} from '@partner-pulse/contract';
import {
  BAND_TONES,
  BAND_WORDS,
  createFormatter,
  type Formatter,
  knownWeightText,
  LIFECYCLE_WORDS,
  ROLE_WORDS,
  tooNewText,
} from '@partner-pulse/words';
import { bandOf } from '../../app/health/band.ts';
import type { Driver as HealthDriver } from '../../app/health/drivers.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import { shownBand, shownScore } from '../../app/health/override.ts';
import { profileFor } from '../../app/health/score.ts';
import type { AccountView, CustomerModel, CustomerPartner, PartnerModel } from '../compute/models.ts';
import type { FrozenResults } from '../store/cards.ts';
import { COMPONENT_WORDS, type Voice } from './component-words.ts';
import { exclusionsText, recordsOf } from './evidence-words.ts';
import { findingLines } from './finding-words.ts';
import { headlineFor, suggestedAction } from './headline.ts';
import { changesSince, judged, judgementPart, NOTHING_SAID, type Said } from './judgements.ts';
import { methodOf } from './method.ts';
import { metricGroupsOf } from './metric-groups.ts';
import { bandPart, type Clock, contactPart, directionPart, freshness, managerPart } from './parts.ts';
import { reasonsFor } from './reasons.ts';
import { resultText } from './result-words.ts';
import { trendOf } from './trend.ts';

/** What the company card shows, in the viewer's language. */
export function presentCompany(
  stored: PartnerModel | CustomerModel,
  view: AccountView,
  clock: Clock,
  locale: string | undefined,
  { frozen = null, ...said }: { readonly frozen?: FrozenResults | null } & Said = NOTHING_SAID,
): CompanyCardAnswer {
  const f = createFormatter({ locale, timeZone: view.timeZone });
  const voice: Voice = { f, currency: view.currency };
  if (stored.kind === 'customer') {
    return {
      contractVersion: CONTRACT_VERSION,
      state: 'not-a-partner',
      company: { recordId: stored.company.id, name: stored.company.name },
      explanation: 'This company is a customer, not a partner.',
      customer: customerSection(stored.partners, f),
      freshness: freshness(view, clock, f),
    };
  }
  const model = judged(stored, said);
  const parts = {
    ...partnerParts(model, view, clock, voice, frozen),
    changes: changesSince(model, said, voice),
    judgement: judgementPart(model, said, view, voice),
  };
  const { health } = model;
  const knownWeight = knownWeightText(f, health.score.knownWeight);
  const [score, band] = [shownScore(health), shownBand(health)];
  if (score !== null && band !== null) {
    return {
      ...parts,
      state: 'scored',
      score,
      band: bandPart(band),
      hasCircle: health.bands === undefined,
      bandNoteText: bandNote(health),
      direction: directionPart(health.direction, f),
      knownWeightText: knownWeight,
      reasons: reasonsFor(model, voice),
    };
  }
  if (health.point.state === 'new') {
    const from = (model.partner.startDay ?? health.asOf) + HEALTH_MODEL.newBelowDays;
    return { ...parts, state: 'new-partner', verdict: 'New partner', scoredFromText: `Scored from ${f.day(from)} on` };
  }
  return {
    ...parts,
    state: 'not-enough-data',
    verdict: health.point.state === 'left' ? 'Left the programme' : 'Not enough data',
    knownWeightText: knownWeight,
    missing: health.point.state === 'left' ? [] : missingOf(model, voice),
  };
}

function partnerParts(
  model: PartnerModel,
  view: AccountView,
  clock: Clock,
  voice: Voice,
  frozen: FrozenResults | null,
) {
  const { f } = voice;
  const { health, partner } = model;
  const tenure = partner.startDay === null ? null : health.asOf - partner.startDay;
  return {
    contractVersion: CONTRACT_VERSION as typeof CONTRACT_VERSION,
    partner: { recordId: partner.id, name: partner.name },
    freshness: freshness(view, clock, f),
    tags: [partner.tier, partner.type, partner.region].filter((tag) => tag !== null),
    lifecycleText:
      health.point.state === 'left'
        ? LIFECYCLE_WORDS.left
        : `${LIFECYCLE_WORDS[health.score.stage]} · ${profileFor(health.score.stage).name}`,
    definitionText: `Definition v${model.definitionVersion}`,
    headline:
      health.point.state === 'new' && tenure !== null ? `${tooNewText(f, tenure)}.` : headlineFor(health, voice),
    money: moneyLine(model, voice),
    stats: statTiles(model, voice),
    drivers: health.drivers.map((driver) => driverRow(driver, model, voice)),
    trend: trendOf(model, f),
    action: suggestedAction(model, voice),
    gaps: findingLines(model.findings, f),
    method: methodOf(health, voice),
    allMetrics: metricGroupsOf(model.results, frozen, voice),
    customer: model.customer && customerSection(model.customer, f),
  };
}

/** Why the band is not the one that the score's colour suggests; null when it is. */
function bandNote({ point, score, override, bands }: PartnerModel['health']): string | null {
  // A person's word stands beside what was computed, with its reason.
  if (override) return null;
  if (point.score === null || point.band === null) return null;
  const raw = bandOf(point.score, bands);
  if (raw === point.band) return null;
  if (score.isCapped)
    return `${point.score} points, held at ${BAND_WORDS[point.band]}: nothing has come from the partner for too long`;
  return `${point.score} points: ${BAND_WORDS[raw]} once the next week-end agrees`;
}

function moneyLine(model: PartnerModel, voice: Voice): Tile[] {
  return [
    tile(model, voice, 'sourced-revenue/revenue-365d', 'Sourced revenue', 'last 12 months', 'revenue'),
    tile(model, voice, 'pipeline/sourced', 'Open pipeline', 'today', 'pipeline'),
    tile(model, voice, 'coverage/coverage', 'Coverage of target', 'this period'),
  ];
}

function statTiles(model: PartnerModel, voice: Voice): Tile[] {
  return [
    tile(model, voice, 'close-rate/close-rate', 'Close rate', 'deals registered in 12 months', 'close-rate'),
    tile(model, voice, 'sales-cycle/median', 'Sales cycle', 'median, won in 12 months', 'cycle'),
    tile(model, voice, 'registration-volume/registrations', 'Registrations', 'last 90 days', 'registrations'),
    tile(model, voice, 'engagement-state/days-since', 'Since last activity', 'registration or won deal'),
  ];
}

function tile(
  model: PartnerModel,
  voice: Voice,
  key: string,
  label: string,
  note: string,
  component?: keyof typeof COMPONENT_WORDS,
): Tile {
  const result = model.results[key];
  return {
    key,
    label,
    value: resultText(key, result, voice),
    note,
    change: null,
    records: component ? recordsOf(model.evidence[component], voice.f) : null,
  };
}

function driverRow(driver: HealthDriver, model: PartnerModel, voice: Voice): Driver {
  const { f } = voice;
  const words = COMPONENT_WORDS[driver.key];
  const { points, value } = driver.now;
  const change = driver.change === null ? null : Math.round(driver.change);
  const component = HEALTH_MODEL.components.find((one) => one.key === driver.key);
  const resultKey = component ? `${component.metric}/${component.measure}` : '';
  const result = model.results[resultKey];
  return {
    metricId: words.metricId,
    name: words.name,
    score: points === null ? null : Math.round(points),
    stateText:
      points === null
        ? result?.state === 'value'
          ? 'Nothing to compare with'
          : resultText(resultKey, result, voice)
        : null,
    tone: points === null ? 'neutral' : BAND_TONES[bandOf(points, model.health.bands)],
    weightText: f.percent(driver.now.weight),
    changeText: change === null ? 'not comparable' : change === 0 ? 'no change' : f.signedPoints(change),
    changeTone: change === null || change === 0 ? 'neutral' : change > 0 ? 'good' : 'bad',
    why:
      value === null
        ? (result?.reason ?? resultText(resultKey, result, voice))
        : words.why(voice, value, model.results),
    windowText: words.window,
    records: recordsOf(model.evidence[driver.key], f),
    exclusionsText: exclusionsText(model.evidence[driver.key], f),
  };
}

function missingOf(model: PartnerModel, voice: Voice) {
  return model.health.score.components
    .filter((component) => component.points === null)
    .toSorted((a, b) => b.weight - a.weight)
    .map((component) => {
      const part = HEALTH_MODEL.components.find((one) => one.key === component.key);
      const resultKey = part ? `${part.metric}/${part.measure}` : '';
      const result = model.results[resultKey];
      const stateText = result?.state === 'value' ? 'Nothing to compare with' : resultText(resultKey, result, voice);
      return {
        name: COMPONENT_WORDS[component.key].name,
        stateText,
        todo: `${result?.state === 'not-set-up' ? result.missing : 'Comes with more decided deals'}: ${voice.f.percent(component.weight)} of the score`,
      };
    });
}

/** The partners of a customer, in words. */
export function customerSection(partners: readonly CustomerPartner[], f: Formatter): CustomerSection {
  return {
    title: partners.length === 1 ? 'The partner of this customer' : 'The partners of this customer',
    partners: partners.map((one) => ({
      partner: { recordId: one.partner.id, name: one.partner.name },
      roles: one.roles.map((key) => ({ key, word: ROLE_WORDS[key] })),
      sinceText: `since ${f.day(one.sinceDay)}, ${f.count(one.deals, 'deal')}`,
      band: bandPart(one.band === 'new' ? 'not-enough-data' : one.band),
      contact: contactPart(one.contactId),
      manager: managerPart(one.owner),
    })),
  };
}
