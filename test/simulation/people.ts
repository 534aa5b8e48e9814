import type { Action } from '../stand-in/actions.ts';
import type { StandIn } from '../stand-in/index.ts';
import type { Random } from '../worlds/kit/random.ts';
import { CALLS, COMPANIES, CONTACTS, DEALS, EMAILS, LEADS, MEETINGS, PARTNERS, TICKETS } from './world.ts';

const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];

/** Something that people do in HubSpot; null for what cannot be done (a record is gone): people meet error messages too. */
export function doSomething(standIn: StandIn, random: Random): Action | null {
  const action = someAction(random);
  const partner = { type: 'company', id: random.pick(PARTNERS) };
  try {
    const id = standIn.act(action);
    if (action.do === 'create' && id !== null) {
      const { type } = action;
      if (type === 'deal') standIn.act({ do: 'associate', from: { type, id }, to: partner, label: 'Sourced by' });
      else if (type !== 'company') standIn.act({ do: 'associate', from: { type, id }, to: someSide(random) });
    }
    return action;
  } catch {
    return null;
  }
}

/** Whom mail, calls, tickets and new people have to do with: mostly a partner. */
const someSide = (random: Random) => ({ type: 'company', id: random.pick(random.chance(0.8) ? PARTNERS : COMPANIES) });

/** A kind beside companies, deals and people, with a property that sync reads and values that HubSpot takes. */
interface Activity {
  readonly type: 'call' | 'meeting' | 'email' | 'ticket' | 'lead';
  readonly ids: readonly string[];
  readonly property: string;
  readonly values: readonly string[];
}
const SHOWN_ALWAYS: readonly Activity[] = [
  { type: 'call', ids: CALLS, property: 'hs_call_direction', values: ['INBOUND', 'OUTBOUND'] },
  { type: 'meeting', ids: MEETINGS, property: 'hs_meeting_outcome', values: ['SCHEDULED', 'COMPLETED'] },
];
const BY_OPTIONAL_SCOPE: readonly Activity[] = [
  { type: 'email', ids: EMAILS, property: 'hs_email_direction', values: ['EMAIL', 'INCOMING_EMAIL'] },
  { type: 'ticket', ids: TICKETS, property: 'hs_pipeline_stage', values: ['1', '2', '4'] },
  { type: 'lead', ids: LEADS, property: 'hubspot_owner_id', values: ['1', ''] },
];

/** The same that people do to deals, done to mail, calls, meetings, tickets and leads. */
function someActivity(random: Random): Action {
  // Most histories are without these: those that have them have more of them.
  const { type, ids, property, values } = random.pick(random.chance(0.75) ? BY_OPTIONAL_SCOPE : SHOWN_ALWAYS);
  const one = { type, id: random.pick(ids) };
  // A lead is of companies here, everything else of people too.
  const side =
    type === 'lead' || random.chance(0.6)
      ? { type: 'company', id: random.pick(PARTNERS) }
      : { type: 'contact', id: random.pick(CONTACTS) };
  const kind = random.int(1, 13);
  if (kind <= 3) return { do: 'edit', ...one, properties: { [property]: random.pick(values) } };
  if (kind <= 5) return { do: 'associate', from: one, to: side };
  if (kind <= 7) return { do: 'dissociate', from: one, to: side };
  if (kind <= 9) return { do: 'archive', ...one };
  if (kind <= 11) return { do: 'restore', ...one };
  if (kind === 12 && type === 'ticket') {
    const [id = '', other = ''] = random.shuffle(TICKETS);
    return { do: 'merge', type, id, other };
  }
  return { do: 'create', type, properties: { [property]: random.pick(values) } };
}

function someAction(random: Random): Action {
  if (random.chance(0.35)) return someActivity(random);
  const deal = { type: 'deal', id: random.pick(DEALS) };
  const company = { type: 'company', id: random.pick(COMPANIES) };
  const partner = { type: 'company', id: random.pick(PARTNERS) };
  const contact = { type: 'contact', id: random.pick(CONTACTS) };
  const kind = random.int(1, 27);
  if (kind <= 6) return { do: 'edit', ...deal, properties: { amount: String(random.int(1, 90_000)) } };
  if (kind <= 8) return { do: 'edit', ...deal, properties: { dealstage: random.pick(STAGES) } };
  if (kind <= 10) return { do: 'edit', ...company, properties: { type: random.pick(['PARTNER', 'PROSPECT']) } };
  if (kind <= 12) return { do: 'associate', from: deal, to: partner, label: 'Sourced by' };
  if (kind <= 14) return { do: 'dissociate', from: deal, to: partner, label: 'Sourced by' };
  if (kind <= 16) return { do: 'archive', ...random.pick([deal, company, contact]) };
  if (kind <= 18) return { do: 'restore', ...random.pick([deal, company, contact]) };
  if (kind <= 20) return merge(random);
  if (kind <= 22) return create(random);
  if (kind <= 24) return { do: 'edit', ...contact, properties: { jobtitle: `Title ${random.int(1, 9)}` } };
  if (kind === 25) return { do: 'erase', ...contact };
  const what = kind === 26 ? 'associate' : 'dissociate';
  return { do: what, from: contact, to: partner };
}

function merge(random: Random): Action {
  const kinds = [['deal', DEALS] as const, ['company', COMPANIES] as const, ['contact', CONTACTS] as const];
  const [type, ids] = random.pick(kinds);
  const [id = '', other = ''] = random.shuffle(ids);
  return { do: 'merge', type, id, other };
}

function create(random: Random): Action {
  const properties = {
    dealname: `New ${random.int(1, 999)}`,
    amount: String(random.int(1, 9999)),
    dealstage: 'qualifiedtobuy',
  };
  const other = random.int(1, 6);
  if (other === 1) return { do: 'create', type: 'company', properties: { name: properties.dealname, type: 'PARTNER' } };
  if (other === 2) return { do: 'create', type: 'contact', properties: { jobtitle: properties.dealname } };
  return { do: 'create', type: 'deal', properties };
}
