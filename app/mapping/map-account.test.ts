import { describe, expect, it } from '@jest/globals';
import { AMOUNT_MISSING, AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY, OPEN, WON } from '../facts/deal.ts';
import { ROLE_BIT } from '../facts/role.ts';
import { formatDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import { account, changed, company, deal, link, partnerCompany, SETTINGS } from './testing/records.ts';

const kinds = (facts: ReturnType<typeof mapAccount>) => facts.findings.map((finding) => finding.kind);

describe('attribution', () => {
  const companies = [partnerCompany('1'), partnerCompany('2'), company('9', { name: 'Customer' })];

  it('credits the labelled partner and takes the other company as the customer', () => {
    const facts = mapAccount(
      account({
        companies,
        deals: [deal('d')],
        dealCompanyLinks: [link('d', '1', 'Sourced by'), link('d', '9', null, 5)],
      }),
    );
    expect(facts.deals[0]?.credits).toMatchObject([{ partner: 0, roles: ROLE_BIT.sourced, via: 'label' }]);
    expect(facts.customers.map(({ id }) => id)).toEqual(['9']);
    expect(facts.deals[0]?.conflict).toBeNull();
  });

  it('matches labels without regard to case, and gives one partner several roles', () => {
    const links = [link('d', '1', 'SOURCED BY'), { ...link('d', '1', 'influenced by'), typeId: 78 }];
    const facts = mapAccount(account({ companies, deals: [deal('d')], dealCompanyLinks: links }));
    expect(facts.deals[0]?.credits[0]?.roles).toBe(ROLE_BIT.sourced | ROLE_BIT.influenced);
  });

  it('counts a deal with two sourced partners for nobody, and lists it', () => {
    const links = [link('d', '1', 'Sourced by'), link('d', '2', 'Sourced by')];
    const facts = mapAccount(account({ companies, deals: [deal('d')], dealCompanyLinks: links }));
    expect(facts.deals[0]).toMatchObject({ credits: [], conflict: { kind: 'two-sourced-partners', partners: [0, 1] } });
    expect(kinds(facts)).toContain('conflict-two-sourced-partners');
  });

  it('counts a deal for nobody when label and property name different partners', () => {
    const settings = {
      ...SETTINGS,
      roles: { ...SETTINGS.roles, property: { name: 'source', matches: 'name', role: 'sourced' } as const },
    };
    const deals = [deal('d', { source: 'partner  2' }), deal('e', { source: 'Nobody' })];
    const facts = mapAccount(account({ settings, companies, deals, dealCompanyLinks: [link('d', '1', 'Sourced by')] }));
    expect(facts.deals[0]?.conflict?.kind).toBe('label-and-property-disagree');
    expect(facts.deals[1]?.credits).toEqual([]);
    expect(kinds(facts)).toEqual(expect.arrayContaining(['conflict-label-and-property', 'partner-name-unknown']));
  });

  it('knows since when the deal property names the partner: since it last took that name, not since the deal exists', () => {
    const settings = {
      ...SETTINGS,
      roles: { ...SETTINGS.roles, property: { name: 'source', matches: 'name', role: 'sourced' } as const },
    };
    const dealHistory = [
      changed('d', 'source', 'Partner 1', '2026-02-01T09:00:00Z'),
      changed('d', 'source', 'Partner 2', '2026-03-01T09:00:00Z'),
      changed('d', 'source', 'Partner 1', '2026-04-01T09:00:00Z'),
      changed('d', 'source', 'PARTNER 1', '2026-05-01T09:00:00Z'),
    ];
    const deals = [deal('d', { source: 'PARTNER 1' }), deal('e', { source: 'Partner 1' })];
    const facts = mapAccount(account({ settings, companies, deals, dealHistory }));
    expect(facts.deals.map(({ credits }) => formatDay(credits[0]?.learnedDay ?? 0))).toEqual([
      '2026-04-01',
      '2026-01-10',
    ]);
  });

  it('knows a name whether its accents are typed with the letter or after it', () => {
    const settings = {
      ...SETTINGS,
      roles: { ...SETTINGS.roles, property: { name: 'source', matches: 'name', role: 'sourced' } as const },
    };
    const named = [partnerCompany('1', { name: 'Br\u00fcckner' })];
    const facts = mapAccount(account({ settings, companies: named, deals: [deal('d', { source: 'Bru\u0308ckner' })] }));
    expect(facts.deals[0]?.credits).toMatchObject([{ partner: 0 }]);
  });

  it('refuses a partner that would be its own customer', () => {
    const links = [link('d', '1', 'Sourced by'), link('d', '1', null, 5)];
    const facts = mapAccount(account({ companies, deals: [deal('d')], dealCompanyLinks: links }));
    expect(facts.deals[0]?.conflict?.kind).toBe('partner-is-its-own-customer');
  });

  it('forgets a label that was taken away', () => {
    const gone = { ...link('d', '1', 'Sourced by'), removedMs: Date.parse('2026-02-01T00:00:00Z') };
    const facts = mapAccount(account({ companies, deals: [deal('d')], dealCompanyLinks: [gone] }));
    expect(facts.deals[0]?.credits).toEqual([]);
  });
});

describe('a deal through time', () => {
  const companies = [partnerCompany('1')];
  const dealCompanyLinks = [link('d', '1', 'Sourced by')];
  const dealHistory = [
    changed('d', 'dealstage', 'new', '2026-01-10T09:00:00Z'),
    changed('d', 'dealstage', 'proposal', '2026-02-01T09:00:00Z'),
    changed('d', 'dealstage', 'won', '2026-03-05T09:00:00Z'),
    changed('d', 'amount', '500', '2026-01-10T09:00:00Z'),
    changed('d', 'amount', '1200.50', '2026-02-10T09:00:00Z'),
    changed('d', 'closedate', '2026-03-01T00:00:00Z', '2026-03-05T09:00:00Z'),
  ];
  const won = deal('d', { dealstage: 'won', amount: '1200.50', closedate: '2026-03-01T00:00:00Z' });
  const facts = mapAccount(account({ companies, deals: [won], dealCompanyLinks, dealHistory }));
  const spans = facts.deals[0]?.spans ?? [];
  const at = (date: string) =>
    spans.find((span) => formatDay(span.from) <= date && date < formatDay(Math.min(span.until, 40000)));

  it('knows stage and amount as they were at the end of each day', () => {
    expect(at('2026-01-31')).toMatchObject({ state: OPEN, amountMinor: 50_000 });
    expect(at('2026-02-09')).toMatchObject({ state: OPEN, amountMinor: 50_000, stage: 1 });
    expect(at('2026-02-10')).toMatchObject({ state: OPEN, amountMinor: 120_050 });
    expect(at('2026-03-05')).toMatchObject({ state: WON, amountMinor: 120_050 });
  });

  it('leaves no gap and no overlap between two changes', () => {
    for (const [i, span] of spans.entries()) {
      expect(span.from).toBeLessThan(span.until);
      if (i > 0) expect(span.from).toBe(spans[i - 1]?.until);
    }
  });

  it('takes direct deals from the dates on which they entered their stages', () => {
    const direct = deal('d', {
      dealstage: 'won',
      entered_p: '2026-02-01T00:00:00Z',
      entered_w: '2026-02-20T00:00:00Z',
      closedate: '2026-02-20T00:00:00Z',
    });
    const stageEnteredProperties = { 'default/proposal': 'entered_p', 'default/won': 'entered_w' };
    const [fact] = mapAccount(account({ deals: [direct], stageEnteredProperties })).deals;
    expect(fact?.entries.map((entry) => formatDay(entry.day))).toEqual(['2026-01-10', '2026-02-01', '2026-02-20']);
  });

  it('reads dates in the account zone, and never shifts a bare date', () => {
    const settings = { ...SETTINGS, timeZone: 'America/New_York', registration: { property: 'registered_on' } };
    const late = deal('d', { registered_on: '2026-01-05' }, '2026-01-10T02:00:00Z');
    const [fact] = mapAccount(account({ settings, deals: [late] })).deals;
    expect(formatDay(fact?.createdDay ?? 0)).toBe('2026-01-09');
    expect(formatDay(fact?.registration?.day ?? 0)).toBe('2026-01-05');
  });
});

describe('bad input', () => {
  const amountOf = (properties: Record<string, string | null>) =>
    mapAccount(account({ deals: [deal('d', properties)] }));

  it.each([
    ['missing', { amount: null }, AMOUNT_MISSING, 'amount-missing'],
    ['not a number', { amount: 'a lot' }, AMOUNT_MISSING, 'amount-not-a-number'],
    ['negative', { amount: '-5' }, AMOUNT_NEGATIVE, 'amount-negative'],
    ['in a currency without a rate', { deal_currency_code: 'USD' }, AMOUNT_OTHER_CURRENCY, 'amount-in-other-currency'],
  ])('an amount that is %s is counted as such and never as 0', (_, properties, state, kind) => {
    const facts = amountOf(properties);
    expect(facts.deals[0]?.spans.at(-1)).toMatchObject({ amountMinor: null, amountState: state });
    expect(kinds(facts)).toContain(kind);
  });

  it("uses HubSpot's own conversion of a foreign amount", () => {
    const facts = amountOf({ amount: '100', deal_currency_code: 'USD', amount_in_home_currency: '92.31' });
    expect(facts.deals[0]?.spans.at(-1)?.amountMinor).toBe(9231);
  });

  it('keeps a deal whose stage was deleted, and says so', () => {
    const facts = amountOf({ dealstage: 'gone' });
    expect(facts.deals).toHaveLength(1);
    expect(kinds(facts)).toContain('stage-unknown');
  });

  it('counts an impossible date and goes on without it', () => {
    const facts = amountOf({ closedate: '2026-02-30' });
    expect(facts.deals[0]?.spans.at(-1)?.closeDay).toBeNull();
    expect(kinds(facts)).toContain('date-impossible');
  });

  it('does not invent a registration where the mapped property is empty', () => {
    const settings = { ...SETTINGS, registration: { property: 'registered_on' } };
    const facts = mapAccount(
      account({
        settings,
        companies: [partnerCompany('1')],
        deals: [deal('d')],
        dealCompanyLinks: [link('d', '1', 'Sourced by')],
      }),
    );
    expect(facts.deals[0]?.registration).toBeNull();
    expect(kinds(facts)).toContain('registration-missing');
  });

  it('names partners that share a domain', () => {
    const companies = [partnerCompany('1', { domain: 'a.example' }), partnerCompany('2', { domain: 'A.example' })];
    expect(kinds(mapAccount(account({ companies })))).toEqual(['duplicate-partner-domain', 'duplicate-partner-domain']);
  });
});
