import { type Day, FOREVER } from '../kit/days.ts';
import type { AccountFacts } from './account-facts.ts';
import { FINDING_KINDS, type Finding } from './finding.ts';
import type { Builders, Packing } from './packing.ts';

/** From when each deal that something was found of is one of a subject's deals; null stands for the programme. */
export class DoubtedDeals {
  readonly #ids: ReadonlySet<string>;
  readonly #from = new Map<string, Day>();

  constructor({ findings }: AccountFacts) {
    this.#ids = new Set(findings.filter(({ record }) => record.type === 'deal').map(({ record }) => record.id));
  }

  held(partner: number | null, id: string, from: Day): void {
    if (this.#ids.has(id)) this.#from.set(`${partner}/${id}`, from);
  }

  heldFrom(partner: number | null, id: string): Day {
    return this.#from.get(`${partner}/${id}`) ?? FOREVER;
  }
}

/** Doubtful data, once the deals have been packed. */
export function packFindings({ facts, partners, program }: Packing, deals: DoubtedDeals): void {
  const seen = new Set<string>();
  for (const index of byDay(facts.findings)) {
    const finding = facts.findings[index];
    if (!finding) continue;
    addFinding(program, null, finding, index, deals, seen);
    for (const partner of finding.partners) addFinding(partners, partner, finding, index, deals, seen);
  }
}

const byDay = (findings: readonly Finding[]): number[] =>
  [...findings.keys()].sort((a, b) => (findings[a]?.day ?? 0) - (findings[b]?.day ?? 0) || a - b);

function addFinding(
  to: Builders,
  partner: number | null,
  { kind, record, day }: Finding,
  finding: number,
  deals: DoubtedDeals,
  seen: Set<string>,
): void {
  const key = `${partner}/${record.id}`;
  const isFirst = record.type === 'deal' && !seen.has(key);
  if (record.type === 'deal') seen.add(key);
  const base = { day, kind: FINDING_KINDS.indexOf(kind), finding, isFirst: isFirst ? 1 : 0 };
  const held = record.type === 'deal' ? Math.max(day, deals.heldFrom(partner, record.id)) : FOREVER;
  if (day < held) to.findings.add(partner ?? 0, { ...base, from: day, until: held, isHeld: 0 });
  if (held < FOREVER) to.findings.add(partner ?? 0, { ...base, from: held, until: FOREVER, isHeld: 1 });
}
