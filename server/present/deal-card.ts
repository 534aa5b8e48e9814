import { CONTRACT_VERSION, type DealCardAnswer } from '@partner-pulse/contract';
import { createFormatter, type Formatter, ROLE_WORDS, tooNewText } from '@partner-pulse/words';
import type { Conflict } from '../../app/facts/deal.ts';
import { shownBand } from '../../app/health/override.ts';
import type { AccountView, DealModel, DealParty, DealSuggestion, PartnerModel } from '../compute/models.ts';
import type { Voice } from './component-words.ts';
import { shortName } from './headline.ts';
import { bandPart, type Clock, contactPart, directionPart, freshness, managerPart } from './parts.ts';

const CONFLICTS: Readonly<Record<Conflict, { readonly reason: string; readonly todo: string }>> = {
  'two-sourced-partners': {
    reason: 'Two partners are labelled as the source of this deal. It counts for neither.',
    todo: 'Remove one of the two association labels.',
  },
  'label-and-property-disagree': {
    reason: 'The association label names one partner as the source, the deal property another. It counts for neither.',
    todo: 'Correct the label or the property, so that both name the same partner.',
  },
  'partner-is-its-own-customer': {
    reason: 'The partner is the only company on this deal, so it would be its own customer.',
    todo: 'Add the customer company to the deal.',
  },
  'partner-name-matches-several': {
    reason: 'The partner name in the deal property belongs to several companies.',
    todo: 'Use the association label instead, or merge the duplicate companies.',
  },
};

/** What a rep reads about the partner on a deal. No weights, no commissions, nothing of another partner. */
export function presentDeal(
  model: DealModel,
  partner: PartnerModel | null,
  view: AccountView,
  clock: Clock,
  locale: string | undefined,
): DealCardAnswer {
  const f = createFormatter({ locale, timeZone: view.timeZone });
  const voice: Voice = { f, currency: view.currency };
  const base = { contractVersion: CONTRACT_VERSION as typeof CONTRACT_VERSION, freshness: freshness(view, clock, f) };
  if (model.conflict) {
    const { reason, todo } = CONFLICTS[model.conflict];
    const parties = model.parties.map((party) => ({ ...partyPart(party), sourceText: viaText(party) }));
    return { ...base, state: 'conflict', reason, todo, parties };
  }
  const lead = model.parties.find((party) => party.id === partner?.partner.id);
  if (!lead || !partner) {
    const suggestions = (model.suggestions ?? []).map((one) => suggestionPart(one, f));
    const sentence = suggestions.length > 0 ? SUGGESTED : 'No partner is named on this deal.';
    return { ...base, state: 'no-partner', sentence, suggestions };
  }
  const { health } = partner;
  const parts = {
    ...base,
    ...partyPart(lead),
    roleSourceText: viaText(lead),
    others: model.parties.filter((party) => party !== lead).map(partyPart),
    sentence: sentenceFor(model, partner, view, voice),
    contact: contactPart(partner.contactId),
    manager: managerPart(partner.owner),
    nextStep: nextStep(model, partner, view),
  };
  const shown = shownBand(health);
  if (shown !== null) {
    const band = bandPart(shown);
    return { ...parts, state: 'partner', band, direction: directionPart(health.direction, f) };
  }
  if (health.point.state === 'new') {
    const tenure = partner.partner.startDay === null ? 0 : view.asOfDay - partner.partner.startDay;
    return {
      ...parts,
      state: 'new-partner',
      verdict: 'New partner',
      sentence: `New partner: ${tooNewText(f, tenure)}. ${parts.sentence}`,
    };
  }
  return {
    ...parts,
    state: 'not-enough-data',
    verdict: 'Not enough data',
    missingText: 'Too little is known of this partner for a score.',
  };
}

const SUGGESTED = 'None is named. These partners won deals of similar customers before.';

function suggestionPart(one: DealSuggestion, f: Formatter) {
  const share = `Won ${f.number(one.won)} of ${f.count(one.won + one.lost, 'decided deal')} with customers in ${marketText(one.market)}`;
  const open = one.openDeals === 0 ? 'Nothing open now' : f.count(one.openDeals, 'open deal');
  return {
    partner: { recordId: one.id, name: one.name },
    reason: `${share}. ${open}${one.isBusy ? ', so it is busy' : ': room for more'}.`,
    band: one.band === null ? null : bandPart(one.band === 'new' ? 'not-enough-data' : one.band),
  };
}

/** HubSpot's own industries are written COMPUTER_SOFTWARE; countries such as USA stay as they are. */
const marketText = (market: string): string =>
  market.replace(/\b[A-Z]{2,}(?:_[A-Z]+)+\b|\b[A-Z]{4,}\b/g, (name) => {
    const words = name.toLowerCase().replaceAll('_', ' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  });

const viaText = (party: DealParty): string => (party.via === 'label' ? 'By association label' : 'By the deal property');

function partyPart(party: DealParty) {
  const key = party.roles[0] ?? 'influenced';
  return { partner: { recordId: party.id, name: party.name }, role: { key, word: ROLE_WORDS[key] } };
}

function sentenceFor(deal: DealModel, partner: PartnerModel, view: AccountView, { f }: Voice): string {
  if (deal.state === 'won') return deal.closeDay === null ? 'This deal is won.' : `Won on ${f.day(deal.closeDay)}.`;
  if (deal.state === 'lost') return deal.closeDay === null ? 'This deal is lost.' : `Lost on ${f.day(deal.closeDay)}.`;
  const inStage = `In ${deal.stageLabel} for ${f.days(Math.max(0, view.asOfDay - deal.stageDay))}`;
  if (deal.stageMedianDays !== null) {
    return `${inStage}; this partner's won deals took a median of ${f.number(deal.stageMedianDays)}.`;
  }
  const rate = partner.results['close-rate/close-rate'];
  if (rate?.state === 'value' && rate.denominator) {
    return `${inStage}; this partner won ${f.number(rate.numerator ?? 0)} of ${f.count(rate.denominator, 'decided deal')} registered in 12 months.`;
  }
  return `${inStage}; too few decided deals of this partner to compare with.`;
}

function nextStep(deal: DealModel, partner: PartnerModel, view: AccountView) {
  if (deal.state !== 'open') return null;
  const name = shortName(partner.partner.name);
  const ownerName = partner.owner?.name ?? null;
  const days = view.asOfDay - deal.stageDay;
  const isSlow = deal.stageMedianDays !== null && days > deal.stageMedianDays;
  if (deal.closeDay !== null && deal.closeDay < view.asOfDay) {
    const text = `The close date has passed: ask ${name} for a new one.`;
    return { kind: 'task' as const, text, ownerName, taskSubject: `Ask ${name} for a new close date` };
  }
  if (isSlow) {
    const text = `Ask ${name} what holds the deal in ${deal.stageLabel}.`;
    return { kind: 'task' as const, text, ownerName, taskSubject: `Ask ${name} for an update` };
  }
  const text = `Agree on the next step with ${name}.`;
  return { kind: 'meeting' as const, text, ownerName, taskSubject: `Next step with ${name}` };
}
