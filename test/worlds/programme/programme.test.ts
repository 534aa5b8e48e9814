import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../../app/kit/days.ts';
import type { PortalSettings } from '../../../app/mapping/settings.ts';
import { CATALOGUE } from '../../../app/metrics/catalogue.generated.ts';
import type { Result } from '../../../app/metrics/result.ts';
import { computeRecords } from '../../../server/compute/computed.ts';
import { programResults } from '../../../server/compute/programme.ts';
import { worldFiles } from '../kit/write-world.ts';
import { readWorld } from '../read-world.ts';
import { worldRecords } from '../world-records.ts';
import { buildProgramme } from './build.ts';
import { CHARACTERS } from './cast.ts';
import { PARTNERS, partnerOf } from './companies.ts';
import { END_DATE } from './deal-draft.ts';
import type { Member } from './member.ts';
import { BLANKET_COUNT, LATE_CLAIM_COUNT } from './told-deals.ts';

const DAY_MS = 86_400_000;
const { problems, ...world } = readWorld(import.meta.dirname);
const records = worldRecords(world, Date.parse(`${END_DATE}T12:00:00Z`));
const computed = computeRecords(records, parseDay(END_DATE) ?? 0);

const idOf = (member: Member): string => partnerOf(member).id;
const indexOf = (member: Member): number => computed.facts.partners.findIndex(({ id }) => id === idOf(member));
const healthOf = (member: Member) => computed.health.find(({ index }) => index === indexOf(member));
const answer = (member: Member, measure: string) => computed.results.get(indexOf(member))?.get(measure);

/** Sales deals that name the partner in a label or in the property. */
function dealsOf(member: Member) {
  const labelled = new Set(
    world.associations
      .filter(({ to }) => to === `company:${idOf(member)}`)
      .map(({ from }) => from.slice('deal:'.length)),
  );
  return world.deals.filter(
    (deal) =>
      deal.pipeline === 'default' && (labelled.has(deal.hs_object_id ?? '') || deal.sourcing_partner === member.name),
  );
}

const countOf = (kind: string): number => computed.facts.findings.filter((finding) => finding.kind === kind).length;

describe('the committed files', () => {
  it('are what the generator writes, byte for byte', () => {
    for (const [name, content] of worldFiles(buildProgramme())) {
      expect({ name, content: readFileSync(join(import.meta.dirname, name), 'utf8') }).toEqual({ name, content });
    }
  });

  it('stay below 3 MB and hold nothing that no account could', () => {
    const sizes = [...worldFiles(world).keys()].map((name) => statSync(join(import.meta.dirname, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
    expect(problems).toEqual([]);
  });

  it('hold nothing later than the end date', () => {
    const end = `${END_DATE}T00:00:00.000Z`;
    const instants = [
      ...world.dealHistory.map(({ at }) => at),
      ...[...world.deals, ...world.companies, ...world.contacts].map(({ createdate }) => createdate ?? ''),
      ...world.engagements.map(({ hs_timestamp }) => hs_timestamp ?? ''),
      ...world.tickets.flatMap(({ createdate, closed_date }) => [createdate ?? '', closed_date ?? '']),
      ...(world.leads ?? []).map(({ hs_createdate }) => hs_createdate ?? ''),
    ];
    expect(instants.filter((at) => at > end)).toEqual([]);
  });

  it('use mail addresses and domains that belong to nobody', () => {
    const mails = [...world.contacts, ...world.owners].map(({ email }) => email ?? '');
    expect(mails.filter((mail) => !/^[^@\s]+@example\.com$/.test(mail))).toEqual([]);
    expect(new Set(mails).size).toBe(mails.length);
    expect(world.companies.filter(({ domain }) => !domain?.endsWith('.example'))).toEqual([]);
  });
});

describe('the programme', () => {
  it('has the size that is promised: 64 partners, 450 customers, some 3,500 deals, of which 45 % are direct', () => {
    const { deals } = computed.facts;
    const direct = deals.filter(({ credits, conflict }) => credits.length === 0 && conflict === null);
    expect(computed.facts.partners).toHaveLength(64);
    expect(world.companies).toHaveLength(64 + 450);
    expect(deals.length).toBeGreaterThan(3400);
    expect(deals.length).toBeLessThan(3700);
    expect(deals.length).toBeLessThan(world.deals.length);
    expect(direct.length / deals.length).toBeGreaterThan(0.4);
    expect(direct.length / deals.length).toBeLessThan(0.5);
    expect(world.owners).toHaveLength(8);
  });

  it('covers three types, several regions, tiers and verticals', () => {
    const distinct = (key: 'type' | 'region' | 'tier' | 'vertical') =>
      new Set(PARTNERS.map(({ member }) => member[key])).size;
    expect(distinct('type')).toBe(3);
    expect(Math.min(distinct('region'), distinct('tier'), distinct('vertical'))).toBeGreaterThanOrEqual(5);
  });

  it('has two to four people at each partner', () => {
    for (const { id } of PARTNERS) {
      const people = world.associations.filter(({ from, to }) => from.startsWith('contact:') && to === `company:${id}`);
      expect([2, 3, 4]).toContain(people.length);
    }
  });

  it('has targets for itself and for twenty partners', () => {
    const { targets }: PortalSettings = records.settings;
    expect(new Set(targets.map(({ partnerId }) => partnerId))).toHaveProperty('size', 21);
    expect(targets.some(({ partnerId }) => partnerId === null)).toBe(true);
  });
});

describe('what is around the deals', () => {
  it('is mail, calls, meetings, tickets, leads and the talks in which partners were won', () => {
    const { engagements, tickets, leads, discussions, mapped } = computed.facts;
    const kinds = new Set(engagements.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['call', 'email', 'meeting']);
    expect(engagements.length).toBe(world.engagements.length);
    expect(tickets.length).toBe(world.tickets.length);
    expect(tickets.every(({ category }) => category !== null)).toBe(true);
    expect(leads.filter(({ partner }) => partner === null).length).toBeGreaterThan(300);
    expect(leads.filter(({ partner }) => partner !== null).length).toBeGreaterThan(300);
    expect(discussions.filter(({ signedDay }) => signedDay !== null).length).toBeGreaterThan(15);
    expect(mapped).toMatchObject({ emails: true, tickets: true, leads: true, recruitment: true });
  });
});

describe('its characters', () => {
  it('the star is Healthy, steady and the largest by revenue', () => {
    const revenue = ({ index }: { index: number }): number => {
      const result = computed.results.get(index)?.get('sourced-revenue/revenue-365d');
      return result?.state === 'value' && typeof result.value === 'number' ? result.value : 0;
    };
    const first = [...computed.health].sort((a, b) => revenue(b) - revenue(a))[0];
    expect(first?.index).toBe(indexOf(CHARACTERS.star));
    expect(first).toMatchObject({ point: { band: 'healthy' }, direction: { key: 'steady' } });
  });

  it('one partner declines and is still Healthy, another declines and is on Watch', () => {
    expect(healthOf(CHARACTERS.slippingHealthy)).toMatchObject({
      point: { band: 'healthy' },
      direction: { key: 'declining' },
    });
    expect(healthOf(CHARACTERS.declining)).toMatchObject({ point: { band: 'watch' }, direction: { key: 'declining' } });
  });

  it('the dormant one has revenue in its past and nothing in the last 90 days', () => {
    expect(answer(CHARACTERS.dormant, 'engagement-state/state')).toMatchObject({ value: 'dormant' });
    expect(answer(CHARACTERS.dormant, 'registration-volume/registrations')).toMatchObject({ value: 0 });
    expect(dealsOf(CHARACTERS.dormant).filter(({ dealstage }) => dealstage === 'closedwon').length).toBeGreaterThan(10);
  });

  it('the suspect registered 26 customers in a day and won deals within two days of creating them', () => {
    const deals = dealsOf(CHARACTERS.suspect);
    expect(deals.filter(({ registered_on }) => registered_on === '2026-09-07')).toHaveLength(BLANKET_COUNT);
    const quick = deals.filter(({ dealstage, createdate, closedate }) => {
      const took = Date.parse(closedate ?? '') - Date.parse(createdate ?? '');
      return dealstage === 'closedwon' && took < 2 * DAY_MS;
    });
    expect(quick).toHaveLength(LATE_CLAIM_COUNT);
    const claimedLate = world.dealHistory.filter(({ property }) => property === 'sourcing_partner');
    expect(claimedLate.length).toBeGreaterThan(0);
  });

  it('the newcomer is 23 days old and gets no score', () => {
    const start = computed.facts.partners[indexOf(CHARACTERS.newcomer)]?.start?.day ?? 0;
    expect((parseDay(END_DATE) ?? 0) - start).toBe(23);
    expect(healthOf(CHARACTERS.newcomer)?.point).toMatchObject({ state: 'new', score: null });
  });

  it('the star answers our mail within a working day or two, the dormant one has not answered since spring', () => {
    const mails = (member: Member) =>
      computed.facts.engagements.filter(
        ({ kind, partners, day }) =>
          kind === 'email' && partners.includes(indexOf(member)) && day > (parseDay(END_DATE) ?? 0) - 200,
      );
    const star = mails(CHARACTERS.star).toSorted((a, b) => a.atMs - b.atMs);
    const waits = star.flatMap((mail) => {
      const reply = star.find((one) => one.thread === mail.thread && one.atMs > mail.atMs);
      return mail.from === 'us' && reply?.from === 'partner' ? [reply.workingMinutes - mail.workingMinutes] : [];
    });
    expect(waits.length).toBeGreaterThan(8);
    expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(2 * 8 * 60);
    const dormant = mails(CHARACTERS.dormant);
    expect(dormant.length).toBeGreaterThan(2);
    expect(dormant.filter(({ from }) => from === 'partner')).toEqual([]);
  });

  it('one partner never registered anything', () => {
    expect(dealsOf(CHARACTERS.neverActivated)).toEqual([]);
  });

  it('names come in Arabic, in Hebrew, with emoji and with more than 200 characters', () => {
    const names = world.companies.map(({ name }) => name ?? '');
    expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true);
    expect(names.some((name) => /\p{Script=Hebrew}/u.test(name))).toBe(true);
    expect(names.some((name) => /\p{Extended_Pictographic}/u.test(name))).toBe(true);
    expect(names.some((name) => name.length > 200)).toBe(true);
  });
});

describe('what its people upload', () => {
  const kinds = Object.keys(world.feeds ?? {});
  const stateOf = (result: Result | undefined) => result?.state;
  const [whole] = programResults(CATALOGUE, computed.facts, computed.packed, parseDay(END_DATE) ?? 0);
  const says = (measure: string): boolean =>
    stateOf(whole?.results[measure]) === 'value' ||
    [...computed.results.values()].some((results) => stateOf(results.get(measure)) === 'value');

  it('is taken without a refusal, a row of a file being a row of the store', () => {
    expect(kinds).toHaveLength(19);
    for (const kind of kinds) {
      const stored = records.feeds.rows.filter((row) => row.kind === kind);
      expect({ kind, rows: stored.length }).toEqual({ kind, rows: world.feeds?.[kind]?.length });
    }
  });

  it('leaves no metric waiting for a feed', () => {
    const named = CATALOGUE.flatMap(({ meta }) => Object.keys(meta.measures).map((key) => `${meta.id}/${key}`));
    const waiting = named.filter((measure) => {
      const results = [whole?.results[measure], ...[...computed.results.values()].map((one) => one.get(measure))];
      return !says(measure) && results.some((result) => result?.state === 'not-set-up' && /feed/.test(result.missing));
    });
    expect(waiting).toEqual([]);
  });

  it.each([
    'commission-share/of-partner-revenue-12m',
    'commission-structure/days-to-payout',
    'cost-per-acquisition/cost-per-acquisition',
    'cost-per-dollar/cost-per-dollar',
    'customer-expansion/net-retention',
    'customer-retention/kept',
    'displacement-risk/assessment',
    'inactivity-reasons/top-reason',
    'attrition-causes/main-cause',
    'never-logged-in/share',
    'north-star/client-value',
    'partner-commitment/joint-plan',
    'partner-nps/nps',
    'partner-satisfaction/satisfaction',
    'portal-login-frequency/median-days-30d',
    'recertification/renewed-on-time',
    'relationship-quality/review-days',
    'resource-downloads/partners-90d',
    'resource-utilisation/mdf-claimed',
    'resource-utilisation/benefits',
    'satisfaction-trend/change',
    'time-to-certification/median',
    'tool-usage/share',
    'training-completion/completion',
    'training-friction/completion',
  ])('gives a value to %s', (measure) => {
    expect(says(measure)).toBe(true);
  });

  it('tells the same stories: the dormant one went to a competitor, one never came back after its onboarding', () => {
    expect(answer(CHARACTERS.dormant, 'displacement-risk/assessment')).toMatchObject({ value: 'high' });
    expect(answer(CHARACTERS.dormant, 'inactivity-reasons/reason')).toMatchObject({ value: 'moved-to-competitor' });
    expect(answer(CHARACTERS.neverActivated, 'never-logged-in/flag')).toMatchObject({ value: 1 });
    expect(answer(CHARACTERS.star, 'never-logged-in/flag')).not.toMatchObject({ value: 1 });
  });
});

describe('its dirt', () => {
  it.each([
    ['conflict-label-and-property', 12],
    ['conflict-two-sourced-partners', 8],
    ['partner-is-its-own-customer', 2],
    ['partner-name-unknown', 5],
    ['duplicate-partner-domain', 2],
    ['amount-missing', 80],
    ['amount-negative', 2],
    ['amount-in-other-currency', 1],
    ['date-impossible', 5],
    ['stage-unknown', 3],
    ['partner-start-missing', 2],
    ['close-date-missing', 9],
  ])('is counted: %s, %d times', (kind, count) => {
    expect(countOf(kind)).toBe(count);
  });

  it('includes deals in US dollars with a rate, and impossible dates in a text that nothing maps', () => {
    const dollars = world.deals.filter((deal) => deal.deal_currency_code === 'USD');
    expect(dollars.length).toBe(170);
    expect(dollars.filter((deal) => deal.hs_exchange_rate === null || deal.amount_in_home_currency === null)).toEqual(
      [],
    );
    const signed = world.deals.map((deal) => deal.contract_signed_on).filter((text) => typeof text === 'string');
    expect(signed).toEqual(expect.arrayContaining(['2025-04-31', 'tbd', '2026-13-01']));
  });
});
