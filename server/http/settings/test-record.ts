import { CONTRACT_VERSION, settingsTest, type TestAnswer } from '@partner-pulse/contract';
import { createFormatter } from '@partner-pulse/words';
import { isPartner } from '../../../app/mapping/partner-rule.ts';
import { bandValue } from '../../../app/plans/property-plan.ts';
import { PublicError } from '../../ops/errors.ts';
import { presentCompany } from '../../present/company-card.ts';
import { bandTone, bandWord } from '../../present/settings/steps.ts';
import { readCard } from '../../store/cards.ts';
import { type PortalTx, withPortal } from '../../store/db.ts';
import { findPortal, type Portal } from '../../store/portals.ts';
import { readCompany } from '../../store/settings-page.ts';
import { requireAdmin } from '../require-admin.ts';
import { type CardRoute, cardRoute } from '../route.ts';
import type { SettingsOptions } from './read-settings.ts';

type Tested = Extract<TestAnswer, { state: 'tested' }>;

/** What the settings in force say of one company, and why. For admins: the answer names what is in the record. */
export function settingsTestRoute({ db, now, syncIntervalMs }: SettingsOptions): CardRoute {
  return cardRoute(settingsTest, async ({ companyId, locale }, { identity }) => {
    await requireAdmin(db, identity);
    const portal = await findPortal(db, identity.portalId);
    if (portal === null) throw new PublicError('account_not_connected');
    return withPortal(db, identity.portalId, (tx) =>
      tested(tx, { portal, companyId, locale, clock: { nowMs: now(), syncIntervalMs } }),
    );
  });
}

interface Asked {
  readonly portal: Portal;
  readonly companyId: string;
  readonly locale: string | undefined;
  readonly clock: { readonly nowMs: number; readonly syncIntervalMs: number };
}

async function tested(tx: PortalTx, { portal, companyId, locale, clock }: Asked): Promise<Tested> {
  const answer = (rest: Omit<Tested, 'contractVersion' | 'state'>): Tested => ({
    contractVersion: CONTRACT_VERSION,
    state: 'tested',
    ...rest,
  });
  const company = await readCompany(tx, companyId);
  if (company === null) {
    const text = 'No company with this id has been read. Check the id; a new company is read at the next sync.';
    return answer({ title: `Company ${companyId}`, word: 'Not read', tone: 'neutral', text, lines: [] });
  }
  const title = company.properties.name || `Company ${companyId}`;
  const { property, in: values } = portal.settings.partnerRule;
  const held = company.properties[property];
  const rule = {
    label: 'Partner rule',
    value: `${property} is ${held ? `"${held}"` : 'empty'}; partners have ${values.map((value) => `"${value}"`).join(' or ')}`,
  };
  if (company.archived) {
    const text = 'The company is in the recycle bin of HubSpot, so nothing is said of it.';
    return answer({ title, word: 'Deleted', tone: 'neutral', text, lines: [rule] });
  }
  if (!isPartner(company.properties, portal.settings.partnerRule)) {
    return answer({
      title,
      word: 'Not a partner',
      tone: 'neutral',
      text: 'The partner rule does not fit it.',
      lines: [rule],
    });
  }
  const card = await readCard(tx, 'companies', companyId);
  if (card?.model?.kind !== 'partner' || card.view === null) {
    const text = 'It is a partner by the rule in force. Its results come with the next computation.';
    return answer({ title, word: 'Partner', tone: 'neutral', text, lines: [rule] });
  }
  const shown = presentCompany(card.model, card.view, clock, locale, card);
  const band = bandValue(card.model.health);
  if (!('headline' in shown) || !('drivers' in shown)) {
    return answer({ title, word: bandWord(band), tone: bandTone(band), text: '', lines: [rule] });
  }
  const f = createFormatter({ locale, timeZone: card.view.timeZone });
  const { score } = card.model.health.point;
  return answer({
    title,
    word: bandWord(band),
    tone: bandTone(band),
    text: shown.headline,
    lines: [
      rule,
      { label: 'Score', value: score === null ? 'No score' : f.number(score) },
      ...shown.drivers.map(({ name, stateText, why, weightText }) => ({
        label: `${name}, ${weightText} of the score`,
        value: stateText ?? why,
      })),
    ],
  });
}
