import { describe, expect, it } from '@jest/globals';
import { companyCard, companyCardAnswer, reviewCommand } from '@partner-pulse/contract';
import { ADMIN, DAY_MS, judgedAccount, OURS, PARTNER, START_MS, THEIRS } from '../../../test/support/judged-account.ts';
import { withPortal } from '../../store/db.ts';
import { erasePortal } from '../../store/erase-portal.ts';
import { eraseRecords } from '../../store/erase-records.ts';
import { saveSettings } from '../../store/portals.ts';

const { world, database, records, clock, rung, admin, rep, compute, card, post, postAs, get, review, override } =
  judgedAccount();

describe('a review', () => {
  it('is anybody\u2019s, is kept with what the card showed, and changes no number', async () => {
    const before = await card(rep);
    expect(await review('looked at the pipeline', rep)).toMatchObject({ state: 'done' });
    const after = await card(rep);
    expect(after).toMatchObject({ state: 'scored', score: 50, band: { key: 'watch' } });
    expect(after.judgement?.history).toEqual([
      expect.objectContaining({
        title: 'Reviewed',
        whoText: 'HubSpot user 7002',
        seenText: 'Seen: 50 points, Watch, as of Jun 30, 2026',
        note: 'looked at the pipeline',
      }),
    ]);
    expect({ ...after, judgement: null, changes: null }).toEqual({ ...before, judgement: null, changes: null });
    expect(after.changes).toMatchObject({ items: [], emptyText: expect.stringContaining('next computation') });
    expect(rung).toEqual([]);
  });

  it('names the person as the account\u2019s owners do, and keeps no mail address', async () => {
    const named = `${reviewCommand.path}?userEmail=ana%40example.com`;
    await postAs(named, { partnerId: PARTNER, after: 0, note: 'x' }, rep);
    expect((await card()).judgement?.history[0]?.whoText).toBe('Ana Ruiz');
    const { rows } = await database.db.pool.query('select * from partner_judgements');
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  it('that HubSpot sends twice is kept once; one that did not see the last word is refused', async () => {
    const body = { after: 0, note: 'once' };
    expect(await post(reviewCommand.path, body)).toMatchObject({ state: 'done' });
    expect(await post(reviewCommand.path, body)).toMatchObject({ state: 'done' });
    expect((await card()).judgement?.history).toHaveLength(1);
    expect(await post(reviewCommand.path, { after: 0, note: 'another' })).toMatchObject({ state: 'refused' });
    expect(await post(reviewCommand.path, body, rep)).toMatchObject({ state: 'refused' });
    expect((await card()).judgement?.history).toHaveLength(1);
  });

  it('tells afterwards what the partner did, apart from records that came late', async () => {
    const partnerId = '5';
    await post(reviewCommand.path, { partnerId, after: 0, note: 'before the summer' });
    const before = await card(admin, partnerId);
    // The largest deal of last year is labelled as this partner's only now.
    const dealCompanyLinks = records.dealCompanyLinks.map((link) =>
      link.fromId === '101' && link.label === 'Sourced by'
        ? { ...link, toId: partnerId, learnedMs: START_MS + 10 * DAY_MS, reconstructed: false }
        : link,
    );
    clock.now = START_MS + 40 * DAY_MS;
    await compute(OURS, { dealCompanyLinks });
    const after = await card(admin, partnerId);
    const points = (kind: string) =>
      (after.changes?.items ?? [])
        .filter((item) => item.kind === kind)
        .reduce((sum, { text }) => sum + Number(/(.\d+) points/.exec(text)?.[1]?.replace('\u2212', '-') ?? 0), 0);
    if (before.state !== 'scored' || after.state !== 'scored') throw new Error(`${before.state}, ${after.state}`);
    expect(points('data')).toBeGreaterThan(0);
    expect(points('definition')).toBe(0);
    expect(points('behaviour') + points('data')).toBe(after.score - before.score);
  });

  it('tells a changed definition apart', async () => {
    await review('under the old settings');
    await saveSettings(database.db, OURS, { ...world.settings, qualifyingEvents: ['won-deal'] });
    await compute(OURS);
    const kinds = (await card()).changes?.items.map(({ kind }) => kind) ?? [];
    expect(kinds).not.toContain('behaviour');
    expect(kinds).not.toContain('data');
  });

  it('of a company that is no partner is refused', async () => {
    const answer = await post(reviewCommand.path, { partnerId: '999999', after: 0, note: 'x' });
    expect(answer).toMatchObject({ state: 'refused', text: expect.stringContaining('not a partner') });
  });
});

describe('what was said of a partner', () => {
  it('is of one account: the same company id elsewhere is untouched', async () => {
    await override();
    await compute(THEIRS);
    const theirs = companyCardAnswer.parse(
      await get(`${companyCard.path}?companyId=${PARTNER}`, { portalId: THEIRS, userId: ADMIN }),
    );
    expect(theirs).toMatchObject({ band: { key: 'watch' }, judgement: { seq: 0, history: [] } });
  });

  it('goes with the account, and with the company', async () => {
    await review('x');
    await withPortal(database.db, OURS, (tx) => eraseRecords(tx, 'companies', [PARTNER]));
    expect((await database.db.pool.query('select from partner_judgements')).rowCount).toBe(0);
    await compute(OURS);
    await review('y');
    expect(await erasePortal(database.db, OURS)).toMatchObject({ partner_judgements: 1, definition_versions: 1 });
  });

  it('stays on the card however many reviews follow', async () => {
    await override();
    for (let n = 0; n < 25; n += 1) await review(`review ${n}`);
    const { judgement } = await card();
    expect(judgement?.override?.text).toContain('Healthy');
    expect(judgement?.history).toHaveLength(21);
  });
});
