import { describe, expect, it, jest } from '@jest/globals';
import { companyCard, companyCardAnswer, dealCardAnswer } from '@partner-pulse/contract';
import { companyAnswers } from './fixtures/company.ts';
import { dealAnswers } from './fixtures/deal.ts';
import { renderCard, reply } from './render-card.tsx';
import {
  Button,
  CrmActionButton,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  ScoreCircle,
  StatusTag,
  TableRow,
  Tag,
} from './sdk.ts';

const soon = { timeoutInMs: 2000 };

describe('fixtures', () => {
  it.each(Object.entries(companyAnswers))('company answer %s fits the contract', (_name, answer) => {
    expect(companyCardAnswer.parse(answer)).toEqual(answer);
  });

  it.each(Object.entries(dealAnswers))('deal answer %s fits the contract', (_name, answer) => {
    expect(dealCardAnswer.parse(answer)).toEqual(answer);
  });
});

describe('company card', () => {
  it('asks once, for its record and in the viewer\u2019s language', async () => {
    const { renderer, asked } = renderCard('company', reply(companyAnswers.scored));
    renderer.find(LoadingSpinner);
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(asked).toEqual([`https://api.partner-pulse.example${companyCard.path}?companyId=987&locale=en-us`]);
  });

  it('shows score, band word, direction, share known, sentence, reasons, money, action and gaps', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers.scored));
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(renderer.find(ScoreCircle).props.score).toBe(58);
    expect(renderer.find(StatusTag).props.variant).toBe('warning');
    const { scored } = companyAnswers;
    const expected = [
      scored.band.word,
      scored.direction.word,
      scored.knownWeightText,
      scored.headline,
      scored.freshness.asOfText,
      scored.definitionText,
      ...scored.reasons.map((reason) => reason.text),
      ...scored.money.flatMap((tile) => [tile.label, tile.value]),
      scored.action?.text ?? '',
      ...scored.gaps,
    ];
    for (const part of expected) expect(text()).toContain(part);
  });

  it('shows three reasons at most, worse ones in red and better ones in green', async () => {
    const [one] = companyAnswers.scored.reasons;
    const five = [1, 2, 3, 4, 5].map((n) => ({ ...one, metricId: `metric-${n}`, pointsText: `\u2212${n}` }));
    const { renderer } = renderCard(
      'company',
      reply({ ...companyAnswers.scored, changes: null, allMetrics: null, reasons: five }),
    );
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(renderer.findAll(Tag).map((tag) => [tag.text, tag.props.variant])).toEqual([
      ['\u22121', 'error'],
      ['\u22122', 'error'],
      ['\u22123', 'error'],
    ]);
  });

  it('never colours an unknown driver and never writes it as 0', async () => {
    const { renderer } = renderCard('company', reply(companyAnswers['not-enough-data']));
    await renderer.waitFor(() => renderer.find(TableRow), soon);
    const unknown = renderer.findAll(TableRow).filter((row) => row.maybeFind(StatusTag)?.props.hollow === true);
    expect(unknown.length).toBeGreaterThan(0);
    for (const row of unknown) expect(row.find(StatusTag).props.variant).toBe('default');
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
  });

  it('says that a partner is too new, without a score', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers['new-partner']));
    await renderer.waitFor(() => renderer.find(TableRow), soon);
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
    expect(text()).toContain('23 days in, no score yet by design');
    expect(text()).toContain('Scored from Jan 26, 2027 on');
  });

  it('shows the number without HubSpot\u2019s circle where the account has bands of its own', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers['own-bands']));
    await renderer.waitFor(() => renderer.find(TableRow), soon);
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
    expect(text()).toContain('58');
    expect(text()).toContain('of 100');
  });

  it('says since when and why data is stale', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers['at-risk-stale']));
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(text()).toContain('Stale since Nov 17, 2026: HubSpot must be reconnected');
  });

  it('explains why a company is no partner', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers['not-a-partner']));
    await renderer.waitFor(() => renderer.find(EmptyState), soon);
    expect(text()).toContain('Type of this company is Prospect');
  });

  it('shows who brought and serves a customer', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers.customer));
    await renderer.waitFor(() => expect(text()).toContain('Contoso Consulting'), soon);
    expect(renderer.findAll(Tag).map((tag) => tag.text)).toEqual(['Sourced', 'Resold', 'Serviced']);
  });

  it('keeps both sections of a company that is partner and customer', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers['partner-and-customer']));
    await renderer.waitFor(() => renderer.find(ScoreCircle), soon);
    expect(text()).toContain('As a customer');
    expect(text()).toContain('Fabrikam Partners');
  });
});

describe('deal card', () => {
  it('shows partner, role, band, the one sentence, the manager and one next step', async () => {
    const { renderer, text } = renderCard('deal', reply(dealAnswers.partner));
    await renderer.waitFor(() => renderer.find(CrmActionButton), soon);
    expect(renderer.find(CrmActionButton).props.actionType).toBe('SCHEDULE_MEETING');
    for (const part of ['Contoso Consulting', 'Sourced', 'Watch', 'In Proposal for 23 days', 'Ana Ruiz']) {
      expect(text()).toContain(part);
    }
  });

  it('shows no score, weight or number of another partner', async () => {
    const { renderer, text } = renderCard('deal', reply({ ...dealAnswers.partner, score: 58, weightText: '20%' }));
    await renderer.waitFor(() => renderer.find(CrmActionButton), soon);
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
    expect(text()).not.toMatch(/58|20%/);
  });

  it('names both parties of a conflict and what to do', async () => {
    const { renderer, text } = renderCard('deal', reply(dealAnswers.conflict));
    await renderer.waitFor(() => expect(text()).toContain('Counts for no partner yet'), soon);
    for (const part of ['Contoso Consulting', 'Fabrikam Partners', 'Remove one of the two'])
      expect(text()).toContain(part);
  });

  it('offers HubSpot\u2019s own form where no partner is named', async () => {
    const { renderer } = renderCard('deal', reply(dealAnswers['no-partner']));
    await renderer.waitFor(() => renderer.find(EmptyState), soon);
    expect(renderer.find(CrmActionButton).props.actionType).toBe('OPEN_RECORD_ASSOCIATION_FORM');
  });

  it('suggests at most three partners, each with its reason', async () => {
    const four = [1, 2, 3, 4].map((n) => ({
      partner: { recordId: String(n), name: `Partner ${n}` },
      reason: `Reason ${n}`,
      band: null,
    }));
    const { renderer, text } = renderCard('deal', reply({ ...dealAnswers['no-partner'], suggestions: four }));
    await renderer.waitFor(() => expect(text()).toContain('Reason 3'), soon);
    expect(text()).not.toContain('Reason 4');
    renderer.find(CrmActionButton);
  });
});

describe.each(['company', 'deal'] as const)('%s card without a usable answer', (kind) => {
  const answers = { company: companyAnswers.scored, deal: dealAnswers.partner };

  it.each([
    ['a failed connection', async () => Promise.reject(new Error('BAD_GATEWAY')), 'cannot be reached'],
    ['a server error', reply({}, 500), 'cannot be reached'],
    ['too many calls', reply({}, 429), 'Too many cards at once'],
    ['an answer that is no JSON', async () => new Response('<html>'), 'needs a reload'],
    ['an answer of another version', reply({ ...answers[kind], contractVersion: 2 }), 'needs a reload'],
    ['an answer that lacks a part', reply({ ...answers[kind], freshness: undefined }), 'needs a reload'],
  ])('shows %s in words and can try again', async (_what, fetch, words) => {
    const { renderer, asked, text } = renderCard(kind, fetch);
    await renderer.waitFor(() => renderer.find(ErrorState), soon);
    expect(text()).toContain(words);
    renderer.find(Button).trigger('onClick');
    await renderer.waitFor(() => expect(asked).toHaveLength(2), soon);
  });

  it('gives up on a silent server after 15 seconds', async () => {
    jest.useFakeTimers();
    try {
      const { renderer, text } = renderCard(kind, () => new Promise(() => {}));
      await jest.advanceTimersByTimeAsync(14_999);
      renderer.find(LoadingSpinner);
      await jest.advanceTimersByTimeAsync(1);
      expect(text()).toContain('No answer in time');
    } finally {
      jest.useRealTimers();
    }
  });

  it('recovers when the second try succeeds', async () => {
    let calls = 0;
    const { renderer, text } = renderCard(kind, async (url) => {
      calls += 1;
      return calls === 1 ? reply({}, 500)(url) : reply(answers[kind])(url);
    });
    await renderer.waitFor(() => renderer.find(ErrorState), soon);
    renderer.find(Button).trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('Watch'), soon);
  });

  it('shows the server\u2019s own words for a problem, and a retry only where it helps', async () => {
    const problem = (retry: boolean) => ({
      contractVersion: 1,
      state: 'problem',
      problem: { code: 'something-newer', message: 'Said by the server.', retry },
    });
    const helps = renderCard(kind, reply(problem(true)));
    await helps.renderer.waitFor(() => helps.renderer.find(Button), soon);
    expect(helps.text()).toContain('Said by the server.');
    const useless = renderCard(kind, reply(problem(false)));
    await useless.renderer.waitFor(() => useless.renderer.find(ErrorState), soon);
    expect(useless.renderer.maybeFind(Button)).toBeNull();
  });

  it('says how far the first sync is', async () => {
    const { renderer, text } = renderCard(kind, reply(companyAnswers['not-synced']));
    await renderer.waitFor(() => renderer.find(EmptyState), soon);
    expect(text()).toContain('1,200 of about 4,800 deals read');
  });

  it('ignores what a newer server adds', async () => {
    const { renderer, text } = renderCard(kind, reply({ ...answers[kind], addedLater: { deep: true } }));
    await renderer.waitFor(() => expect(text()).toContain('Watch'), soon);
  });
});
