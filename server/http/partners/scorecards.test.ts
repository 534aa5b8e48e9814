import { describe, expect, it } from '@jest/globals';
import { linksAnswer, revokeScorecardCommand, scorecardLinks, shareScorecardCommand } from '@partner-pulse/contract';
import { ADMIN, judgedAccount, OURS, PARTNER, THEIRS } from '../../../test/support/judged-account.ts';
import type { Caller } from '../../../test/support/signed-caller.ts';
import { withPortal } from '../../store/db.ts';
import { readChanges } from '../../store/settings-changes.ts';

const { database, clock, admin, rep, post, get } = judgedAccount();

describe('a shared scorecard', () => {
  const share = (caller?: Caller) => post(shareScorecardCommand.path, { days: 30 }, caller);
  const links = async (caller: Caller = admin) => {
    const answer = linksAnswer.parse(await get(`${scorecardLinks.path}?partnerId=${PARTNER}`, caller));
    return answer.state === 'links' ? answer.links : answer.problem.code;
  };

  it('is made, listed and withdrawn by who may, and noted', async () => {
    const answer = await share();
    expect(answer).toMatchObject({
      state: 'shared',
      url: expect.stringMatching(/^https:\/\/pulse.example.com\/scorecard\/[\w-]{43}$/),
    });
    const [link] = (await links()) as Exclude<Awaited<ReturnType<typeof links>>, string>;
    expect(link).toMatchObject({
      isOpen: true,
      stateText: 'Open until Jul 30, 2026',
      sharedText: 'Shared by HubSpot user 7001 on Jun 30, 2026',
      viewsText: 'Not opened yet',
    });
    expect(await post(revokeScorecardCommand.path, { id: link?.id ?? 0 })).toMatchObject({ state: 'done' });
    expect(await links()).toMatchObject([{ isOpen: false, stateText: 'Withdrawn on Jun 30, 2026' }]);
    const changes = await withPortal(database.db, OURS, (tx) => readChanges(tx, 5));
    expect(changes.map(({ kind, userId }) => [kind, userId])).toEqual([
      ['scorecard', ADMIN],
      ['scorecard', ADMIN],
    ]);
    expect(JSON.stringify(changes)).not.toContain('state' in answer && answer.state === 'shared' ? answer.url : 'none');
  });

  it('is not for others, and neither is the list', async () => {
    expect(await share(rep)).toMatchObject({ state: 'problem', problem: { code: 'no-permission' } });
    expect(await links(rep)).toBe('no-permission');
  });

  it('that HubSpot asks for twice leaves one open link', async () => {
    await share();
    await share();
    expect(await links()).toMatchObject([{ isOpen: true }, { isOpen: false }]);
    clock.now += 60_000;
    await share();
    expect(await links()).toMatchObject([{ isOpen: true }, { isOpen: true }, { isOpen: false }]);
  });

  it('of another partner or account cannot be withdrawn', async () => {
    await share();
    const [link] = (await links()) as Exclude<Awaited<ReturnType<typeof links>>, string>;
    const id = link?.id ?? 0;
    expect(await post(revokeScorecardCommand.path, { partnerId: '3', id })).toMatchObject({ state: 'refused' });
    expect(await post(revokeScorecardCommand.path, { id }, { portalId: THEIRS, userId: ADMIN })).toMatchObject({
      state: 'refused',
    });
    expect(await links()).toMatchObject([{ isOpen: true }]);
  });
});
