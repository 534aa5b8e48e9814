import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { signatureProblem } from '../../server/http/signature.ts';
import { companyAnswers } from '../cards/fixtures/company.ts';
import { dealAnswers } from '../cards/fixtures/deal.ts';
import { createStandIn, type StandIn } from '../stand-in/index.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.ts';
import { createPreviewServer, type PreviewServer } from './server.ts';
import { shootRecords } from './shoot-records.ts';

const CLIENT_SECRET = 'a-secret-of-the-test';
const PUBLIC_BASE_URL = 'https://pulse.example.com';
const BANDS = ['healthy', 'watch', 'at-risk', 'not-enough-data'] as const;

/** A server of the product that checks the signature and answers from the fixtures. */
async function startBackend(seen: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const problem = signatureProblem(
      {
        method: request.method ?? '',
        uri: PUBLIC_BASE_URL + request.url,
        body: new Uint8Array(),
        timestamp: String(request.headers['x-hubspot-request-timestamp']),
        signature: String(request.headers['x-hubspot-signature-v3']),
      },
      CLIENT_SECRET,
      Date.now(),
    );
    seen.push(request.url ?? '');
    const answer = request.url?.startsWith('/api/cards/deal') ? dealAnswers.partner : companyAnswers.scored;
    response.writeHead(problem === null ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(problem === null ? answer : { problem }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Writes what the product would have written, through HubSpot's API. */
async function writeProperties(standIn: StandIn): Promise<void> {
  const call = async (path: string, body: unknown): Promise<void> => {
    const headers = { authorization: `Bearer ${standIn.token()}`, 'content-type': 'application/json' };
    const response = await fetch(standIn.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const options = BANDS.map((value, displayOrder) => ({ value, label: value, displayOrder, hidden: false }));
  const group = { groupName: 'partner_pulse' };
  const choice = { ...group, type: 'enumeration', fieldType: 'select', options };
  const words = { ...group, type: 'string', fieldType: 'text' };
  await call('/crm/properties/2026-09/companies/groups', { name: 'partner_pulse', label: 'Partner Pulse' });
  await call('/crm/properties/2026-09/deals/groups', { name: 'partner_pulse', label: 'Partner Pulse' });
  const numeric = { ...group, type: 'number', fieldType: 'number' };
  await call('/crm/properties/2026-09/companies', { ...choice, name: 'partner_pulse_band', label: 'Partner health' });
  await call('/crm/properties/2026-09/companies', {
    ...numeric,
    name: 'partner_pulse_score',
    label: 'Partner health score',
  });
  await call('/crm/properties/2026-09/companies', { ...words, name: 'partner_pulse_direction', label: 'Direction' });
  await call('/crm/properties/2026-09/deals', { ...words, name: 'partner_pulse_partner_name', label: 'Partner' });
  await call('/crm/properties/2026-09/deals', { ...words, name: 'partner_pulse_role', label: 'Partner role' });
  await call('/crm/properties/2026-09/deals', {
    ...choice,
    name: 'partner_pulse_partner_band',
    label: 'Partner health',
  });
  const { world } = resolveWorld('programme');
  const inputs = world.companies.slice(0, 40).map((company, index) => ({
    id: company.hs_object_id,
    properties: {
      partner_pulse_band: BANDS[index % BANDS.length],
      partner_pulse_score: String(90 - index),
      partner_pulse_direction: index % 2 === 0 ? 'up' : 'down',
    },
  }));
  await call('/crm/objects/2026-09/companies/batch/update', { inputs });
  const deals = world.deals.slice(0, 20).map((deal) => ({
    id: deal.hs_object_id,
    properties: {
      partner_pulse_partner_name: 'Contoso',
      partner_pulse_role: 'sourced',
      partner_pulse_partner_band: 'watch',
    },
  }));
  await call('/crm/objects/2026-09/deals/batch/update', { inputs: deals });
}

describe('the page of the demo', () => {
  const seen: string[] = [];
  let dir: string;
  let standIn: StandIn;
  let backend: Server;
  let preview: PreviewServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'partner-pulse-page-'));
    const { world } = resolveWorld('programme');
    standIn = await createStandIn({ world, searchLagMilliseconds: 0, limits: false });
    await writeProperties(standIn);
    backend = await startBackend(seen);
    preview = await createPreviewServer({
      backendUrl: urlOf(backend),
      publicBaseUrl: PUBLIC_BASE_URL,
      clientSecret: CLIENT_SECRET,
      portalId: standIn.hubIds[0] ?? 0,
      hubspotApiUrl: standIn.url,
      token: async () => standIn.token(),
      port: 0,
      dir: path.join(dir, 'preview'),
    });
    const { executablePath, env } = await findChromium();
    browser = await chromium.launch({ executablePath, env, args: CHROMIUM_ARGS });
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await preview?.close();
    await standIn?.close();
    await rm(dir, { recursive: true, force: true });
    await new Promise((resolve) => backend?.close(resolve));
    expect(errors).toEqual([]);
  });

  it('lists partners by their written score and filters them by their written band', async () => {
    await page.goto(preview.url);
    await page.getByText('40 records').waitFor();
    await page.getByLabel('Every band').selectOption('at-risk');
    await page.getByText('10 records').waitFor();
    const bands = await page.locator('.records .status').allInnerTexts();
    expect(bands).toEqual(Array.from({ length: 10 }, () => 'At risk'));
    const scores = (await page.locator('.records .row-top b').allInnerTexts()).map(Number);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  }, 60_000);

  it('shows the card of the record that is chosen, asked with HubSpot\u2019s signature', async () => {
    await page.locator('.records li a').first().click();
    await page.locator('.card').getByText('Falling').waitFor();
    const id = new URL(page.url()).pathname.replace('/company/', '');
    expect(seen.at(-1)).toContain(`/api/cards/company?companyId=${id}`);
    expect(seen.at(-1)).toContain('&userEmail=admin%40example.com&');
    await page.getByRole('heading', { name: 'Properties on this record' }).waitFor();
  }, 60_000);

  it('lists a partner\u2019s deals through HubSpot\u2019s own table', async () => {
    await page.locator('.card').getByRole('tab', { name: 'Deals' }).click();
    await page.locator('.card .table tbody tr').first().waitFor();
    expect(await page.locator('.card .table thead').innerText()).toMatch(/deal name/i);
  }, 60_000);

  it('opens any deal by its address', async () => {
    const id = resolveWorld('programme').world.deals[0]?.hs_object_id;
    await page.goto(`${preview.url}/deal/${id}`);
    await page.locator('.card').getByText('Contoso Consulting').waitFor();
    expect(seen.at(-1)).toContain(`/api/cards/deal?dealId=${id}`);
  }, 60_000);

  it('takes pictures of the cards of named records and says which did not render', async () => {
    const { world } = resolveWorld('programme');
    const company = String(world.companies[0]?.hs_object_id);
    const pictures = path.join(dir, 'pictures');
    const shots = await shootRecords(preview.url, [{ place: 'company', id: company }], pictures);
    expect(shots).toEqual({ rendered: 1, problems: [] });
    expect((await readdir(pictures)).toSorted()).toEqual([`company-${company}-1180.png`, `company-${company}-380.png`]);
  }, 60_000);

  it('answers nobody who calls it by another name', async () => {
    const { port } = new URL(preview.url);
    const refused = await page.request.post(`http://127.0.0.1:${port}/api/context`, {
      headers: { host: 'evil.example', 'content-type': 'application/json' },
      data: {},
    });
    expect(refused.status()).toBe(403);
  });

  it('reaches no address that the app does not permit', async () => {
    const answer = await page.request.post(`${preview.url}/api/fetch`, {
      data: { url: 'https://elsewhere.example/api/cards/company', method: 'GET' },
    });
    expect(await answer.json()).toEqual({ networkError: 'The address is not in permittedUrls.fetch' });
  });
});
