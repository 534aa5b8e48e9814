import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { describe, expect, it } from '@jest/globals';
import { partnerPageAnswer, programmePage, programmePageAnswer } from '@partner-pulse/contract';
import { AppPages } from '@partner-pulse/ui';
import { PAGE_WORDS } from '@partner-pulse/words';
import { partnerAnswers } from './fixtures/partner-page.ts';
import { programmeAnswers } from './fixtures/programme.ts';
import { type Reply, reply, textOf } from './render-card.tsx';
import { Button, ErrorState, LoadingSpinner, SearchInput, TableRow } from './sdk.ts';

const soon = { timeoutInMs: 2000 };

/** Renders the app's pages through HubSpot's own test renderer. */
function renderPages(fetch: Reply, path = '/') {
  const asked: string[] = [];
  // The SDK's object is made to be replaced in tests.
  hubspot.fetch = async (url) => {
    asked.push(String(url));
    return fetch(String(url));
  };
  const renderer = createRenderer('pages');
  renderer.mocks.context.portal.id = 4711;
  renderer.mocks.context.user.locale = 'en-us';
  renderer.mocks.setPageLocation({ path, params: {} });
  renderer.render(<AppPages context={renderer.mocks.context} />);
  return { renderer, asked, text: () => textOf(renderer.getRootNode()) };
}

describe('fixtures of the pages', () => {
  it.each(Object.entries(programmeAnswers))('programme answer %s fits the contract', (_name, answer) => {
    expect(programmePageAnswer.parse(answer)).toEqual(answer);
  });

  it.each(Object.entries(partnerAnswers))('partner answer %s fits the contract', (_name, answer) => {
    expect(partnerPageAnswer.parse(answer)).toEqual(answer);
  });
});

describe('the programme page', () => {
  it('asks once, in the viewer\u2019s language, and shows both views from that one answer', async () => {
    const { renderer, asked, text } = renderPages(reply(programmeAnswers.ready));
    renderer.find(LoadingSpinner);
    await renderer.waitFor(() => expect(text()).toContain('Contoso Consulting'), soon);
    const { ready } = programmeAnswers;
    const expected = [
      ready.headline,
      ready.freshness.asOfText,
      ...ready.tiles.flatMap(({ label, value, note }) => [label, value, note ?? '']),
      ...ready.attention.items.flatMap(({ reasonText, valueNote }) => [reasonText, valueNote]),
      ...ready.movers.down.map(({ causeText }) => causeText),
      ready.concentration.altText,
      ready.departures.sentence,
      ready.ledger.sentence,
      ready.quality.sentence,
    ];
    for (const part of expected) expect(text()).toContain(part);
    expect(asked).toEqual([`https://api.partner-pulse.example${programmePage.path}?locale=en-us`]);
  });

  it('shows what can be learned, with partners that lead to the evidence', async () => {
    const { renderer, text } = renderPages(reply(programmeAnswers.ready));
    await renderer.waitFor(() => expect(text()).toContain(PAGE_WORDS.tabs.lessons), soon);
    for (const { title, rows } of programmeAnswers.ready.lessons) {
      expect(text()).toContain(title);
      for (const cell of rows.flat()) expect(text()).toContain(cell.partners[0]?.name ?? cell.text);
    }
    const few = renderPages(reply(programmeAnswers['few-data']));
    await few.renderer.waitFor(() => expect(few.text()).toContain(PAGE_WORDS.tabs.lessons), soon);
    for (const { emptyText } of programmeAnswers['few-data'].lessons) expect(few.text()).toContain(emptyText ?? 'none');
  });

  it('finds a partner by name or manager without another request', async () => {
    const { renderer, asked, text } = renderPages(reply(programmeAnswers.ready));
    await renderer.waitFor(() => renderer.find(SearchInput), soon);
    renderer.find(SearchInput).props.onInput?.('ana ruiz');
    await renderer.waitFor(() => expect(text()).toContain('4 of 17 partners'), soon);
    renderer.find(SearchInput).props.onInput?.('nobody of this name');
    await renderer.waitFor(() => expect(text()).toContain('No partner matches'), soon);
    expect(asked).toHaveLength(1);
  });

  it('never writes an unknown number as 0', async () => {
    const { renderer } = renderPages(reply(programmeAnswers.ready));
    await renderer.waitFor(() => renderer.find(SearchInput), soon);
    renderer.find(SearchInput).props.onInput?.('Trey Research');
    await renderer.waitFor(() => {
      const row = renderer
        .findAll(TableRow)
        .map(textOf)
        .find((told) => told.includes('Trey Research'));
      expect(row?.match(/--/g)).toHaveLength(4);
    }, soon);
  });

  it('says what each part lacks where little is known', async () => {
    const { renderer, text } = renderPages(reply(programmeAnswers['few-data']));
    await renderer.waitFor(() => expect(text()).toContain('No target set'), soon);
    const few = programmeAnswers['few-data'];
    for (const part of [few.bands, few.movers, few.cohorts, few.concentration, few.departures, few.ledger])
      expect(text()).toContain(part.emptyText ?? 'none');
  });

  it('says what to map where nobody is a partner', async () => {
    const { renderer, text } = renderPages(reply(programmeAnswers['no-partners']));
    await renderer.waitFor(() => expect(text()).toContain('No partners yet'), soon);
    for (const line of programmeAnswers['no-partners'].todo) expect(text()).toContain(line);
  });
});

describe('the page of a partner', () => {
  it('shows its numbers with period and change, and folds away what is nothing or not known', async () => {
    const { renderer, text } = renderPages(reply(partnerAnswers.ready), '/partners/902');
    await renderer.waitFor(() => expect(text()).toContain('Sourced revenue, 12 months'), soon);
    for (const part of ['+12%', 'last 12 months, 9 records', 'Nothing so far (2)', 'Not known yet (2)'])
      expect(text()).toContain(part);
  });

  it('leads back from a company that is no partner', async () => {
    const { renderer, text } = renderPages(reply(partnerAnswers['not-found']), '/partners/1');
    await renderer.waitFor(() => expect(text()).toContain('No such partner'), soon);
    expect(text()).toContain('Partner programme');
  });
});

describe.each(['/', '/partners/902'])('the page %s without a usable answer', (path) => {
  it.each([
    ['a failed connection', async () => Promise.reject(new Error('BAD_GATEWAY')), 'cannot be reached'],
    ['a server error', reply({}, 500), 'cannot be reached'],
    ['too many calls', reply({}, 429), 'Too many cards at once'],
    ['an answer that is no JSON', async () => new Response('<html>'), 'needs a reload'],
    ['an answer of another version', reply({ ...programmeAnswers.ready, contractVersion: 2 }), 'needs a reload'],
  ])('shows %s in words and can try again', async (_what, fetch, words) => {
    const { renderer, asked, text } = renderPages(fetch, path);
    await renderer.waitFor(() => renderer.find(ErrorState), soon);
    expect(text()).toContain(words);
    renderer.find(Button).trigger('onClick');
    await renderer.waitFor(() => expect(asked).toHaveLength(2), soon);
  });

  it('says that the first sync runs, and how far it is', async () => {
    const { renderer, text } = renderPages(reply(programmeAnswers['not-synced']), path);
    await renderer.waitFor(() => expect(text()).toContain('The first sync is running'), soon);
    expect(text()).toContain('1,200 of about 4,800 deals read');
  });

  it('asks for a reconnect in the server\u2019s own words', async () => {
    const { renderer, text } = renderPages(reply(programmeAnswers['problem-reconnect']), path);
    await renderer.waitFor(() => renderer.find(ErrorState), soon);
    expect(text()).toContain('The connection to HubSpot was withdrawn');
  });
});
