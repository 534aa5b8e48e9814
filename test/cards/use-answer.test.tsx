import { hubspot, Link, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { companyCard, dealCard } from '@partner-pulse/contract';
import { endpointUrl, useAnswer } from '@partner-pulse/ui/use-answer';
import { useState } from 'react';
import type { SearchAnswer, SearchRequest } from '../preview/protocol.ts';
import { companyAnswers } from './fixtures/company.ts';
import { dealAnswers } from './fixtures/deal.ts';
import { renderCard, reply } from './render-card.tsx';

const soon = { timeoutInMs: 2000 };
const answerOf = (headline: string): Response =>
  new Response(JSON.stringify({ ...companyAnswers['not-synced'], headline }));

/** Two records after each other in one mounted card, as HubSpot's record preview does it. */
function Browsing() {
  const [companyId, setCompanyId] = useState('1');
  const { state } = useAnswer(companyCard, { companyId });
  const shown = state.kind === 'ready' && state.answer.state === 'not-synced' ? state.answer.headline : state.kind;
  return (
    <>
      <Text>{shown}</Text>
      <Link href="#" onClick={() => setCompanyId('2')}>
        next
      </Link>
    </>
  );
}

describe('useAnswer', () => {
  it('drops an answer that arrives after the next record was opened', async () => {
    const waiting = new Map<string, (response: Response) => void>();
    hubspot.fetch = (url) => new Promise((resolve) => waiting.set(String(url).slice(-1), resolve));
    const renderer = createRenderer('crm.record.tab');
    renderer.render(<Browsing />);
    renderer.find(Link).trigger('onClick');
    await renderer.waitFor(() => expect([...waiting.keys()]).toEqual(['1', '2']), soon);
    waiting.get('2')?.(answerOf('second'));
    await renderer.waitFor(() => expect(renderer.find(Text).text).toBe('second'), soon);
    waiting.get('1')?.(answerOf('first'));
    // The late answer settles in the same turns of the loop as this one would.
    await new Promise((resolve) => setImmediate(resolve));
    expect(renderer.find(Text).text).toBe('second');
  });

  it('writes parameters into the address and leaves absent ones out', () => {
    expect(endpointUrl(dealCard.path, { dealId: '7', locale: undefined })).toBe(
      'https://api.partner-pulse.example/api/cards/deal?dealId=7',
    );
    expect(endpointUrl(dealCard.path, { dealId: '7', locale: 'pt-br & more' })).toContain('locale=pt-br+%26+more');
  });
});

describe('a contract query', () => {
  it.each(['', 'abc', '1 or 1=1', '-5', '1'.repeat(21)])('refuses %p as a record id', (companyId) => {
    expect(companyCard.query.safeParse({ companyId }).success).toBe(false);
  });

  it('ignores what HubSpot appends about the viewer', () => {
    expect(companyCard.query.parse({ companyId: '12', portalId: '4711', userEmail: 'a@b.c' })).toEqual({
      companyId: '12',
    });
  });
});

describe('records', () => {
  const searches: SearchRequest[] = [];
  const found: SearchAnswer = { results: [], total: 0, hasMore: false };
  // The SDK's search hook asks the worker's own global, which its test renderer does not provide.
  const worker = {
    __HUBSPOT_EXTENSION_WORKER__: true,
    hsWorkerAPI: {
      fetchCrmSearch: async (request: SearchRequest) => {
        searches.push(request);
        return { json: async () => ({ data: found }) };
      },
    },
  };

  beforeEach(() => {
    searches.length = 0;
    Object.assign(globalThis, { self: worker });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'self');
  });

  it('are searched for only when a reader opens them', async () => {
    const { renderer } = renderCard('company', reply(companyAnswers.scored));
    await renderer.waitFor(() => renderer.find(Link, (node) => node.text === '7 deals'), soon);
    expect(searches).toEqual([]);
    renderer.find(Link, (node) => node.text === '7 deals').trigger('onClick');
    await renderer.waitFor(() => expect(searches).toHaveLength(1), soon);
    expect(searches[0]?.objectType).toBe('0-3');
    const [filter] = searches[0]?.filterGroups?.[0]?.filters ?? [];
    expect(filter).toEqual({
      propertyName: 'hs_object_id',
      operator: 'IN',
      values: companyAnswers.scored.money[1]?.records?.ids,
    });
  });

  it('that the viewer may not see are counted, not shown', async () => {
    const { renderer, text } = renderCard('company', reply(companyAnswers.scored));
    await renderer.waitFor(() => renderer.find(Link, (node) => node.text === '7 deals'), soon);
    renderer.find(Link, (node) => node.text === '7 deals').trigger('onClick');
    const panelText = () => renderer.find(Link, (node) => node.text === '7 deals').props.overlay?.toString();
    await renderer.waitFor(() => expect(panelText()).toContain('7 further records are not visible to you.'), soon);
    expect(text()).not.toContain('Northwind');
  });

  it('a contact that the viewer may not see has no name here either', async () => {
    const { renderer, text } = renderCard('deal', reply(dealAnswers.partner));
    await renderer.waitFor(() => expect(text()).toContain('A contact you may not see'), soon);
    expect(searches.map(({ objectType }) => objectType)).toEqual(['0-1']);
  });
});
