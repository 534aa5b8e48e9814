import type { StandIn } from '../stand-in/index.ts';
import type { Random } from '../worlds/kit/random.ts';
import { COMPANIES, CONTACTS, DEALS, PARTNERS } from './world.ts';

const STAGES = ['appointmentscheduled', 'qualifiedtobuy', 'contractsent', 'closedwon', 'closedlost'];

/** What people did that a report counts. */
export type Deed = 'merged' | 'erased' | 'something else';

/** Something that people do in HubSpot. What cannot be done (a record is gone) is left. */
export function doSomething(standIn: StandIn, random: Random): Deed | 'nothing' {
  try {
    return action(standIn, random);
  } catch {
    // People meet error messages too.
    return 'nothing';
  }
}

function action(standIn: StandIn, random: Random): Deed {
  const deal = { type: 'deal', id: random.pick(DEALS) } as const;
  const company = { type: 'company', id: random.pick(COMPANIES) } as const;
  const partner = { type: 'company', id: random.pick(PARTNERS) } as const;
  const contact = { type: 'contact', id: random.pick(CONTACTS) } as const;
  const kind = random.int(1, 25);
  if (kind <= 6) standIn.act({ do: 'edit', ...deal, properties: { amount: String(random.int(1, 90_000)) } });
  else if (kind <= 8) standIn.act({ do: 'edit', ...deal, properties: { dealstage: random.pick(STAGES) } });
  else if (kind <= 10)
    standIn.act({ do: 'edit', ...company, properties: { type: random.pick(['PARTNER', 'PROSPECT']) } });
  else if (kind <= 12) standIn.act({ do: 'associate', from: deal, to: partner, label: 'Sourced by' });
  else if (kind <= 14) standIn.act({ do: 'dissociate', from: deal, to: partner, label: 'Sourced by' });
  else if (kind <= 16) standIn.act({ do: 'archive', ...random.pick([deal, company, contact]) });
  else if (kind <= 18) standIn.act({ do: 'restore', ...random.pick([deal, company]) });
  else if (kind <= 20) return merge(standIn, random);
  else if (kind <= 22) create(standIn, random, partner);
  else if (kind <= 24) standIn.act({ do: 'edit', ...contact, properties: { jobtitle: `Title ${random.int(1, 9)}` } });
  else {
    standIn.act({ do: 'erase', ...contact });
    return 'erased';
  }
  return 'something else';
}

function merge(standIn: StandIn, random: Random): Deed {
  const [type, ids] = random.pick([['deal', DEALS] as const, ['company', COMPANIES] as const]);
  const [id, other] = random.shuffle(ids);
  if (id === undefined || other === undefined) return 'something else';
  standIn.act({ do: 'merge', type, id, other });
  return 'merged';
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
