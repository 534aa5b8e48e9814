import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { qualityGrade } from './quality-grade.ts';

const partners = [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Idle' }];
const deals = (sourced: string, count: number): DealWords[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${sourced} ${i}`, sourced, created: '2025-01-01' }));

describe('the quality grade', () => {
  const facts = account({
    partners,
    deals: [...deals('Acme', 19), { id: 'disputed', sourced: ['Acme', 'Bolt'], conflict: true }, ...deals('Bolt', 3)],
    findings: [
      { kind: 'conflict-two-sourced-partners', day: '2025-02-01', deal: 'disputed', partners: ['Acme', 'Bolt'] },
      { kind: 'amount-missing', day: '2025-03-01', deal: 'Acme 0', partners: 'Acme' },
      { kind: 'close-date-missing', day: '2025-03-01', deal: 'Acme 0', partners: 'Acme' },
      { kind: 'partner-type-missing', day: '2025-02-01', partners: 'Acme' },
      { kind: 'partner-name-unknown', day: '2025-03-01', deal: 'nobody', partners: [] },
    ],
  });

  it('is A up to one doubtful deal in twenty, the disputed one among them', () => {
    expect(answers(qualityGrade, facts, '2025-02-28').partner('Acme')).toMatchObject({
      doubtful: { value: 1 / 20, numerator: 1, denominator: 20 },
      grade: { value: 'A' },
    });
  });

  it('counts a deal once, however much is wrong with it', () => {
    expect(answers(qualityGrade, facts, '2025-03-01').partner('Acme')).toMatchObject({
      doubtful: { value: 2 / 20 },
      grade: { value: 'B' },
    });
  });

  it('is C beyond one in five, and none for a partner without deals', () => {
    const said = answers(qualityGrade, facts, '2025-03-01');
    expect(said.partner('Bolt')).toMatchObject({ doubtful: { value: 1 / 4 }, grade: { value: 'C' } });
    expect(said.partner('Idle')).toMatchObject({ doubtful: { state: 'not-enough-data' }, grade: { value: 'none' } });
  });

  it('looks at each deal of the programme once, those that name nobody as well', () => {
    // 19 of Acme, 3 of Bolt, the disputed one and the one of an unknown name.
    expect(answers(qualityGrade, facts, '2025-03-01').program).toMatchObject({
      doubtful: { numerator: 3, denominator: 24 },
      grade: { value: 'B' },
    });
  });
});
