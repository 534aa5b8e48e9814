/** Time that deals spend in a stage, as completed stays tell it. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Rows } from '../fold.ts';

type Stays = Rows<'stays'>;

/** Whether a stage is on the way: what happens to a deal after it was won or lost is no stay. */
function isOnTheWay(facts: AccountFacts, stage: number): boolean {
  const step = facts.stages[stage]?.step;
  return step !== 'won' && step !== 'lost';
}

/** Days of each completed stay on the way, by stage. */
export function daysByStage(stays: Stays, facts: AccountFacts): Map<number, number[]> {
  const stages = new Map<number, number[]>();
  stays.each(({ stage, days }) => {
    if (!isOnTheWay(facts, stage)) return;
    const known = stages.get(stage);
    if (known) known.push(days);
    else stages.set(stage, [days]);
  });
  return stages;
}
