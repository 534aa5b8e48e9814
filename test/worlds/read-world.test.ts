import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readWorld } from './read-world.ts';

describe('a world read from a folder', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'world-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const write = (file: string, ...lines: string[]) => writeFileSync(join(dir, file), lines.join('\n'));

  it('may consist of nothing: default pipelines, UTC, no records, no problems', () => {
    const world = readWorld(dir);
    expect(world.deals).toEqual([]);
    expect(world.settings).toEqual({ timeZone: 'UTC', currency: 'USD' });
    expect(world.pipelines.filter((stage) => stage.object === 'deals').map((stage) => stage.stage)).toEqual([
      'appointmentscheduled',
      'qualifiedtobuy',
      'presentationscheduled',
      'decisionmakerboughtin',
      'contractsent',
      'closedwon',
      'closedlost',
    ]);
    expect(world.problems).toEqual([]);
  });

  it('keeps every column as text, an empty cell as null, a byte-order mark out of the first column', () => {
    write('companies.csv', '\uFEFFhs_object_id,name,odd_column,type', '7,"שלום, 🎉",,PARTNER');
    expect(readWorld(dir).companies).toEqual([
      { hs_object_id: '7', name: 'שלום, 🎉', odd_column: null, type: 'PARTNER' },
    ]);
  });

  it('lets the last row of an id win, in the place of the first, and reports it', () => {
    write('companies.csv', 'hs_object_id,name', '1,Old', '2,Other', '1,New', ',Nameless');
    const { companies, problems } = readWorld(dir);
    expect(companies.map((row) => row.name)).toEqual(['New', 'Other']);
    expect(problems).toEqual([
      { file: 'companies.csv', line: 3, message: expect.stringContaining('hs_object_id 1 appears again') },
      { file: 'companies.csv', line: 4, message: expect.stringContaining('no hs_object_id') },
    ]);
  });

  it('reads a bare date as the start of that day in the account, and keeps an impossible one as text', () => {
    write('settings.json', '{"timeZone":"America/New_York","currency":"USD","fiscalYearStartMonth":4}');
    write('deals.csv', 'hs_object_id,createdate,closedate', '1,2025-03-09,2025-02-31', '2,2025-07-01T09:30:00Z,');
    const { deals, problems, settings } = readWorld(dir);
    expect(deals.map((deal) => [deal.createdate, deal.closedate])).toEqual([
      ['2025-03-09T05:00:00.000Z', '2025-02-31'],
      ['2025-07-01T09:30:00Z', null],
    ]);
    expect(problems.map((problem) => problem.message)).toEqual(['closedate "2025-02-31" is not a date; kept as text']);
    expect(settings.fiscalYearStartMonth).toBe(4);
  });

  it('puts a deal that names no pipeline into the first one, as HubSpot does', () => {
    write('deals.csv', 'hs_object_id,dealstage', '1,closedwon');
    expect(readWorld(dir).deals).toEqual([{ hs_object_id: '1', dealstage: 'closedwon', pipeline: 'default' }]);
    write('pipelines.csv', 'object,pipeline,stage', 'deals,sales,a', 'deals,other,b');
    write('deals.csv', 'hs_object_id,pipeline', '1,', '2,other');
    expect(readWorld(dir).deals.map((deal) => deal.pipeline)).toEqual(['sales', 'other']);
  });

  it('gives a deal without stage history the one that HubSpot would show', () => {
    write(
      'deals.csv',
      'hs_object_id,pipeline,dealstage,createdate,closedate',
      '1,default,contractsent,2025-01-01T00:00:00Z,2025-12-01T00:00:00Z',
      '2,default,closedwon,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z',
      '3,default,closedlost,2025-01-01T00:00:00Z,',
      '4,default,closedwon,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z',
      '5,default,qualifiedtobuy,2025-01-01T00:00:00Z,',
    );
    write(
      'deal_history.csv',
      'deal,property,value,at',
      '4,dealstage,contractsent,2025-01-20T00:00:00Z',
      '5,dealstage,contractsent,2025-01-20T00:00:00-02:00',
    );
    const told = readWorld(dir).dealHistory.map(({ deal, value, at }) => [deal, value, at]);
    expect(told).toEqual([
      ['4', 'contractsent', '2025-01-20T00:00:00Z'],
      ['5', 'contractsent', '2025-01-20T02:00:00.000Z'],
      ['1', 'contractsent', '2025-01-01T00:00:00Z'],
      ['2', 'appointmentscheduled', '2025-01-01T00:00:00Z'],
      ['2', 'closedwon', '2025-02-01T00:00:00Z'],
      ['3', 'closedlost', '2025-01-01T00:00:00Z'],
      ['4', 'closedwon', '2025-02-01T00:00:00Z'],
      ['5', 'qualifiedtobuy', '2025-01-20T02:00:00.001Z'],
    ]);
  });

  it('reports history and associations that name no record, and leaves them out', () => {
    write('deals.csv', 'hs_object_id', '1');
    write('companies.csv', 'hs_object_id', '9');
    write('engagements.csv', 'hs_object_id,hs_engagement_type', '5,EMAIL');
    write('deal_history.csv', 'deal,property,value,at', '1,amount,10,never', '8,amount,10,2025-01-01');
    write('associations.csv', 'from,to,label', 'deal:1,company:9,primary', 'deal:1,company:10,', 'email:5,company:9,');
    const { associations, dealHistory, problems } = readWorld(dir);
    expect(associations.map(({ from, to, label }) => [from, to, label])).toEqual([
      ['deal:1', 'company:9', 'primary'],
      ['email:5', 'company:9', ''],
    ]);
    expect(dealHistory).toEqual([]);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['deal_history.csv', 1],
      ['deal_history.csv', 2],
      ['associations.csv', 2],
    ]);
  });

  it('holds the rows of feed files by kind, and reports a file that is no feed', () => {
    mkdirSync(join(dir, 'feeds'));
    write('feeds/portal-logins.csv', 'partner,date,user', 'example.example,2026-03-02,ada');
    write('feeds/moods.csv', 'partner,mood', '1,good');
    const { feeds, problems } = readWorld(dir);
    expect(feeds).toEqual({ 'portal-logins': [{ partner: 'example.example', date: '2026-03-02', user: 'ada' }] });
    expect(problems.map(({ file }) => file)).toEqual(['feeds/moods.csv']);
  });

  it('reports rows that do not fit their header', () => {
    write('companies.csv', 'hs_object_id,name', '1', '2,Two,surplus');
    const { companies, problems } = readWorld(dir);
    expect(companies).toEqual([
      { hs_object_id: '1', name: null },
      { hs_object_id: '2', name: 'Two' },
    ]);
    expect(problems).toHaveLength(2);
  });

  it('says what to change in settings that cannot be used', () => {
    write('settings.json', '{"timeZone":"Mars/Olympus"}');
    expect(() => readWorld(dir)).toThrow(/settings\.json: timeZone must be an IANA name/);
    write('settings.json', '{"currency":');
    expect(() => readWorld(dir)).toThrow(/is not JSON/);
    expect(() => readWorld(join(dir, 'absent'))).toThrow(/No world at/);
  });
});
