import type { StandIn } from '../stand-in/index.ts';
import type { Random } from '../worlds/kit/random.ts';
import { COMPANIES, CONTACTS, DEALS, PARTNERS } from './world.ts';

const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];

/** Something that people do in HubSpot. What cannot be done (a record is gone) is left. */
export function doSomething(standIn: StandIn, random: Random): void {
  try {
    action(standIn, random);
  } catch {
    // People meet error messages too.
  }
}

function action(standIn: StandIn, random: Random): void {
  const deal = { type: 'deal', id: random.pick(DEALS) } as const;
  const company = { type: 'company', id: random.pick(COMPANIES) } as const;
  const partner = { type: 'company', id: random.pick(PARTNERS) } as const;
  const contact = { type: 'contact', id: random.pick(CONTACTS) } as const;
  const kind = random.int(1, 12);
  if (kind <= 3) standIn.act({ do: 'edit', ...deal, properties: { amount: String(random.int(1, 90_000)) } });
  else if (kind === 4) standIn.act({ do: 'edit', ...deal, properties: { dealstage: random.pick(STAGES) } });
  else if (kind === 5)
    standIn.act({ do: 'edit', ...company, properties: { type: random.pick(['PARTNER', 'PROSPECT']) } });
  else if (kind === 6) standIn.act({ do: 'associate', from: deal, to: partner, label: 'Sourced by' });
  else if (kind === 7) standIn.act({ do: 'dissociate', from: deal, to: partner, label: 'Sourced by' });
  else if (kind === 8) standIn.act({ do: 'archive', ...random.pick([deal, company, contact]) });
  else if (kind === 9) standIn.act({ do: 'restore', ...random.pick([deal, company]) });
  else if (kind === 10) merge(standIn, random);
  else if (kind === 11) create(standIn, random, partner);
  else standIn.act({ do: 'edit', ...contact, properties: { jobtitle: `Title ${random.int(1, 9)}` } });
}

function merge(standIn: StandIn, random: Random): void {
  const [type, ids] = random.pick([['deal', DEALS] as const, ['company', COMPANIES] as const]);
  const [id, other] = random.shuffle(ids);
  if (id !== undefined && other !== undefined) standIn.act({ do: 'merge', type, id, other });
}

function create(standIn: StandIn, random: Random, partner: { type: 'company'; id: string }): void {
  const properties = {
    dealname: `New ${random.int(1, 999)}`,
    amount: String(random.int(1, 9999)),
    dealstage: 'qualifiedtobuy',
  };
  const id = standIn.act({ do: 'create', type: 'deal', properties });
  if (id !== null) standIn.act({ do: 'associate', from: { type: 'deal', id }, to: partner, label: 'Sourced by' });
}
