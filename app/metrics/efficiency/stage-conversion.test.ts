import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { stageConversion } from './stage-conversion.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill({ sourced: 'Acme', ...deal });
const ask = (deals: readonly DealWords[]) =>
  answers(stageConversion, account({ partners: [{ name: 'Acme' }], deals }), '2025-06-30');

// Every move takes 20 days, so the median stay is 20 days and deals younger than 40 are too young to tell.
const lost = { registered: '2025-01-01', lost: '2025-01-21' };
const proposed = { registered: '2025-01-01', qualified: '2025-01-21', proposal: '2025-02-10', lost: '2025-03-02' };
const skipped = { registered: '2025-01-01', won: '2025-01-21' };
const cohort = [...times(4, lost), ...times(3, proposed), ...times(1, skipped)];

describe('stage conversion', () => {
  it('shares 8 deals: 3 with a proposal and 1 that went straight to won', () => {
    expect(ask(cohort).partner('Acme')).toMatchObject({
      qualified: { value: 0.5, numerator: 4, denominator: 8 },
      proposal: { value: 0.5 },
      negotiation: { value: 0.125 },
      won: { value: 0.125 },
    });
  });

  it('leaves deals out that are too young, and counts them', () => {
    // 2025-05-21 is 40 days before the date.
    const results = ask([
      ...cohort,
      ...times(2, { registered: '2025-05-22' }),
      ...times(2, { registered: '2025-05-21' }),
    ]);
    expect(results.partner('Acme').won).toMatchObject({
      value: 0.1,
      denominator: 10,
      excluded: { 'too young to tell': 2 },
    });
  });

  it('does not know yet what happens after the date', () => {
    const results = ask([...cohort, ...times(2, { registered: '2025-01-01', won: '2025-07-01' })]);
    expect(results.partner('Acme').won).toMatchObject({ value: 0.1, denominator: 10 });
  });

  it('needs 8 mature deals of a partner, 5 of the programme', () => {
    const few = ask(cohort.slice(1));
    expect(few.partner('Acme').won).toMatchObject({ state: 'not-enough-data', have: 7, need: 8 });
    expect(few.program.won).toMatchObject({ state: 'value', value: 1 / 7 });
  });

  it('asks for the mapping of a step that no stage stands for', () => {
    const facts = account({ partners: [{ name: 'Acme' }], deals: cohort });
    const unmapped = {
      ...facts,
      stages: facts.stages.map((stage) => (stage.step === 'negotiation' ? { ...stage, step: null } : stage)),
    };
    expect(answers(stageConversion, unmapped, '2025-06-30').partner('Acme').negotiation).toMatchObject({
      state: 'not-set-up',
      missing: 'Map a pipeline stage to negotiation',
    });
  });
});
