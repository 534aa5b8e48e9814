/** Leads that partners bring and that come without them, and the talks in which partners were won. */
import { dayOf, instantOf, weekdayFrom } from '../kit/calendar.ts';
import { type Random, seededRandom } from '../kit/random.ts';
import type { Properties, WorldAssociation, WorldHistory, WorldStage } from '../world.ts';
import { type Partner, SELLERS } from './companies.ts';
import { FIRST_DAY, LAST_DAY } from './deal-draft.ts';

const FIRST_LEAD_ID = 700_001;
const FIRST_TALK_ID = 490_001;
const LEAD_DAYS = 400;

/** Stages that HubSpot's lead object comes with. */
const OPEN_STAGES = ['new-stage-id', 'attempting-stage-id', 'connected-stage-id'] as const;

export const RECRUITMENT = 'recruitment';

const STEPS: readonly (readonly [stage: string, label: string, probability: number, isClosed: boolean])[] = [
  ['applied', 'Applied', 0.2, false],
  ['assessed', 'Assessed', 0.5, false],
  ['signed', 'Signed', 1, true],
  ['declined', 'Declined', 0, true],
];

export const RECRUITMENT_STAGES: readonly WorldStage[] = STEPS.map(
  ([stage, stageLabel, probability, isClosed], displayOrder) => ({
    ...{ object: 'deals', pipeline: RECRUITMENT, pipelineLabel: 'Partner recruitment' },
    ...{ stage, stageLabel, displayOrder, probability, isClosed },
  }),
);

export interface Leads {
  readonly leads: Properties[];
  readonly associations: WorldAssociation[];
}

/** Leads of the last thirteen months; those of partners are linked to them. One in three became somebody to talk to. */
export function leadsOf(seed: number, partners: readonly Partner[]): Leads {
  const out: Leads = { leads: [], associations: [] };
  const add = (random: Random, day: number, company: string | null) => {
    const id = String(FIRST_LEAD_ID + out.leads.length);
    const isLost = random.chance(company === null ? 0.5 : 0.3);
    out.leads.push({
      hs_object_id: id,
      hs_createdate: instantOf(weekdayFrom(day), random.int(420, 900)),
      hs_pipeline: 'lead-pipeline-id',
      hs_pipeline_stage: isLost ? 'unqualified-stage-id' : random.pick([...OPEN_STAGES, 'qualified-stage-id']),
      lead_origin: random.pick(
        company === null ? ['website', 'event', 'advert'] : ['referral form', 'referral form', 'mail', 'event'],
      ),
      hubspot_owner_id: random.pick(SELLERS),
    });
    if (company !== null) out.associations.push({ from: `lead:${id}`, to: `company:${company}`, label: '' });
  };
  const direct = seededRandom(seed + 7);
  for (let left = 420; left > 0; left -= 1) add(direct, LAST_DAY - direct.int(4, LEAD_DAYS), null);
  for (const { id, member } of partners) {
    const random = seededRandom(seed + Number(id) * 17);
    const lasts = Math.min(LEAD_DAYS, LAST_DAY - (member.since === null ? 0 : dayOf(member.since)));
    const quiet = member.shape.kind === 'stopped' ? member.shape.sinceDaysAgo : 3;
    const count = random.poisson(Math.min(15, (member.perMonth * Math.max(0, lasts - quiet)) / 50));
    for (let left = count; left > 0; left -= 1) add(random, LAST_DAY - random.int(quiet, Math.max(quiet, lasts)), id);
  }
  return out;
}

export interface Recruitment {
  readonly deals: Properties[];
  readonly dealHistory: WorldHistory[];
  readonly associations: WorldAssociation[];
}

/** How each partner of the last thirty months was won, and the talks that led nowhere or are still held. */
export function recruitment(seed: number, partners: readonly Partner[]): Recruitment {
  const random = seededRandom(seed + 13);
  const out: Recruitment = { deals: [], dealHistory: [], associations: [] };
  const add = (name: string, opened: number, decided: number | null, stage: string, company: string | null) => {
    const id = String(FIRST_TALK_ID + out.deals.length);
    const minute = random.int(420, 900);
    const at = (day: number, step: number) => instantOf(day, minute + step);
    out.deals.push({
      ...{ hs_object_id: id, dealname: `Partnership: ${name}`, pipeline: RECRUITMENT, dealstage: stage },
      ...{ createdate: at(opened, 0), closedate: decided === null ? null : at(decided, 2), hubspot_owner_id: '7001' },
      partner_source: random.pick(['event', 'application', 'application', 'recommended', 'outreach', 'outreach']),
    });
    const step = (value: string, when: string) =>
      out.dealHistory.push({ deal: id, property: 'dealstage', value, at: when });
    step('applied', at(opened, 0));
    if (decided !== null || stage === 'assessed') step('assessed', at(Math.min(opened + 6, decided ?? LAST_DAY), 1));
    if (decided !== null) step(stage, at(decided, 2));
    if (company !== null) out.associations.push({ from: `deal:${id}`, to: `company:${company}`, label: '' });
  };
  for (const { id, member } of partners) {
    const signed = member.since === null ? 0 : dayOf(member.since);
    if (signed - 90 < FIRST_DAY) continue;
    add(member.name, weekdayFrom(signed - random.int(14, 80)), signed, 'signed', id);
  }
  for (let at = 1; at <= 46; at += 1) {
    const opened = weekdayFrom(FIRST_DAY + random.int(0, LAST_DAY - FIRST_DAY - 120));
    add(`Applicant ${at}`, opened, weekdayFrom(opened + random.int(10, 90)), 'declined', null);
  }
  for (let at = 47; at <= 55; at += 1) {
    add(
      `Applicant ${at}`,
      weekdayFrom(LAST_DAY - random.int(10, 75)),
      null,
      random.pick(['applied', 'assessed']),
      null,
    );
  }
  return out;
}
