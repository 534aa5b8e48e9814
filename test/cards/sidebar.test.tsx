import { describe, expect, it } from '@jest/globals';
import { companyCard } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS, RECORD_WORDS } from '@partner-pulse/words';
import { companyAnswers } from './fixtures/company.ts';
import { renderCard, reply, textOf } from './render-card.tsx';
import { CrmActionButton, EmptyState, Link, ScoreCircle, TableRow } from './sdk.ts';

const soon = { timeoutInMs: 2000 };

describe('the narrow form of the company card', () => {
  it('says the answer, the cause, the money and one thing to do, from the same one question', async () => {
    const { renderer, asked, text } = renderCard('sidebar', reply(companyAnswers.scored));
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    const { scored } = companyAnswers;
    const expected = [
      ...[scored.band.word, scored.direction.word, scored.headline, scored.knownWeightText],
      ...scored.money.flatMap(({ label, value }) => [label, value]),
      ...[scored.action?.text ?? '', JUDGEMENT_WORDS.review, JUDGEMENT_WORDS.override, JUDGEMENT_WORDS.share],
    ];
    for (const part of expected) expect(text()).toContain(part);
    renderer.find(CrmActionButton);
    expect(asked).toEqual([`https://api.partner-pulse.example${companyCard.path}?companyId=987&locale=en-us`]);
  });

  it('draws nothing that a sidebar of HubSpot does not have', async () => {
    const { renderer } = renderCard('sidebar', reply(companyAnswers['partner-and-customer']));
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(renderer.getRootNode().toString()).not.toMatch(/CrmAssociationTable|CrmCardActions|LineChart|<Tabs/);
  });

  it('opens why, and what the score is made of, in a panel', async () => {
    const { renderer, text } = renderCard('sidebar', reply(companyAnswers.scored));
    const isMore = (node: { text: string | null }) => node.text === RECORD_WORDS.sections.more;
    await renderer.waitFor(() => renderer.find(Link, isMore), soon);
    expect(text()).not.toContain(companyAnswers.scored.drivers[0]?.why);
    renderer.find(Link, isMore).trigger('onClick');
    const { overlay } = renderer.find(Link, isMore).props;
    expect(overlay?.findAll(TableRow).length).toBe(companyAnswers.scored.drivers.length + 1);
    expect(textOf(overlay)).toContain(companyAnswers.scored.reasons[0]?.text);
  });

  it('shows both a partner and a customer, and says why a company is neither', async () => {
    const both = renderCard('sidebar', reply(companyAnswers['partner-and-customer']));
    await both.renderer.waitFor(() => expect(both.text()).toContain('As a customer'), soon);
    const neither = renderCard('sidebar', reply(companyAnswers['not-a-partner']));
    await neither.renderer.waitFor(() => neither.renderer.find(EmptyState), soon);
  });
});
