import type { Action } from '../stand-in/actions.ts';
import type { StandIn } from '../stand-in/index.ts';
import type { Random } from '../worlds/kit/random.ts';
import { COMPANIES, CONTACTS, DEALS, PARTNERS } from './world.ts';

const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];

/** Something that people do in HubSpot; null for what cannot be done (a record is gone): people meet error messages too. */
export function doSomething(standIn: StandIn, random: Random): Action | null {
  const action = someAction(random);
  const partner = { type: 'company', id: random.pick(PARTNERS) };
  try {
    const id = standIn.act(action);
    if (action.do === 'create' && id !== null)
      standIn.act({ do: 'associate', from: { type: 'deal', id }, to: partner, label: 'Sourced by' });
    return action;
  } catch {
    return null;
  }
}

function someAction(random: Random): Action {
  const deal = { type: 'deal', id: random.pick(DEALS) };
  const company = { type: 'company', id: random.pick(COMPANIES) };
  const partner = { type: 'company', id: random.pick(PARTNERS) };
  const contact = { type: 'contact', id: random.pick(CONTACTS) };
  const kind = random.int(1, 25);
  if (kind <= 6) return { do: 'edit', ...deal, properties: { amount: String(random.int(1, 90_000)) } };
  if (kind <= 8) return { do: 'edit', ...deal, properties: { dealstage: random.pick(STAGES) } };
  if (kind <= 10) return { do: 'edit', ...company, properties: { type: random.pick(['PARTNER', 'PROSPECT']) } };
  if (kind <= 12) return { do: 'associate', from: deal, to: partner, label: 'Sourced by' };
  if (kind <= 14) return { do: 'dissociate', from: deal, to: partner, label: 'Sourced by' };
  if (kind <= 16) return { do: 'archive', ...random.pick([deal, company, contact]) };
  if (kind <= 18) return { do: 'restore', ...random.pick([deal, company]) };
  if (kind <= 20) return merge(random);
  if (kind <= 22) return create(random);
  if (kind <= 24) return { do: 'edit', ...contact, properties: { jobtitle: `Title ${random.int(1, 9)}` } };
  return { do: 'erase', ...contact };
}

function merge(random: Random): Action {
  const [type, ids] = random.pick([['deal', DEALS] as const, ['company', COMPANIES] as const]);
  const [id = '', other = ''] = random.shuffle(ids);
  return { do: 'merge', type, id, other };
}

function create(random: Random): Action {
  const properties = {
    dealname: `New ${random.int(1, 999)}`,
    amount: String(random.int(1, 9999)),
    dealstage: 'qualifiedtobuy',
  };
  return { do: 'create', type: 'deal', properties };
}
