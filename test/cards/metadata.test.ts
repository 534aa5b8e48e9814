import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { describe, expect, it, jest } from '@jest/globals';
import { BACKEND_URL } from '@partner-pulse/ui/config';

const require = createRequire(import.meta.url);
const ROOT = path.resolve(import.meta.dirname, '../..');
const project: { srcDir: string; platformVersion: string; name: string } = JSON.parse(
  readFileSync(path.join(ROOT, 'hsproject.json'), 'utf8'),
);
const SRC_DIR = path.join(ROOT, project.srcDir);
const json = (file: string) => JSON.parse(readFileSync(path.join(SRC_DIR, file), 'utf8'));
const app = json('app/app-hsmeta.json').config;

/** Written from HubSpot's public documentation; its own schemas need an account. */
const SCHEMAS = {
  APPLICATION: {
    type: 'object',
    required: ['name', 'description', 'distribution', 'auth'],
    properties: {
      name: { type: 'string', maxLength: 200 },
      description: { type: 'string', maxLength: 8192 },
      distribution: { const: 'marketplace' },
      auth: {
        type: 'object',
        required: ['type', 'redirectUrls', 'requiredScopes'],
        properties: {
          type: { const: 'oauth' },
          redirectUrls: { type: 'array', items: { type: 'string', pattern: '^https://' } },
          requiredScopes: { type: 'array', contains: { const: 'oauth' } },
        },
      },
      permittedUrls: {
        type: 'object',
        properties: { fetch: { type: 'array', items: { type: 'string', pattern: '^https://' } } },
      },
    },
  },
  CARD: {
    type: 'object',
    required: ['name', 'entrypoint', 'location', 'objectTypes'],
    additionalProperties: false,
    properties: {
      name: { type: 'string' },
      description: { type: 'string' },
      entrypoint: { type: 'string', pattern: '^/app/cards/.+\\.tsx$' },
      location: { enum: ['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'] },
      objectTypes: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
};

/** A page's place and title come from its code; only the entry is told. */
const PAGE_SCHEMA = {
  type: 'object',
  required: ['entrypoint'],
  additionalProperties: false,
  properties: { entrypoint: { type: 'string', pattern: '^/app/pages/.+\\.tsx$' } },
};

const WEBHOOK_SCHEMA = {
  type: 'object',
  required: ['settings', 'subscriptions'],
  additionalProperties: false,
  properties: {
    settings: {
      type: 'object',
      required: ['targetUrl', 'maxConcurrentRequests'],
      properties: {
        targetUrl: { type: 'string', pattern: '^https://' },
        maxConcurrentRequests: { type: 'integer', minimum: 5 },
      },
    },
    subscriptions: {
      type: 'object',
      properties: {
        crmObjects: {
          type: 'array',
          maxItems: 1000,
          items: {
            type: 'object',
            required: ['subscriptionType', 'objectType', 'active'],
            additionalProperties: false,
            properties: {
              subscriptionType: {
                pattern: '^object\\.(creation|deletion|merge|restore|propertyChange|associationChange)$',
              },
              objectType: { type: 'string' },
              propertyName: { type: 'string' },
              active: { type: 'boolean' },
            },
          },
        },
        hubEvents: {
          type: 'array',
          items: { type: 'object', properties: { subscriptionType: { const: 'contact.privacyDeletion' } } },
        },
      },
    },
  },
};

const SETTINGS_SCHEMA = {
  type: 'object',
  required: ['entrypoint'],
  additionalProperties: false,
  properties: { entrypoint: { type: 'string', pattern: '^/app/settings/.+\\.tsx$' } },
};

describe('the app\u2019s metadata', () => {
  it('is accepted by HubSpot\u2019s own project parser', async () => {
    // The parser fetches HubSpot's schemas with an account, through the client it brings along; offline it gets ours.
    const { http } = createRequire(require.resolve('@hubspot/project-parsing-lib/translate'))(
      '@hubspot/local-dev-lib/http',
    );
    const get = jest
      .spyOn(http, 'get')
      .mockImplementation(
        async () =>
          ({ data: { ...SCHEMAS, PAGE: PAGE_SCHEMA, WEBHOOKS: WEBHOOK_SCHEMA, SETTINGS: SETTINGS_SCHEMA } }) as never,
      );
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate({
      projectSourceDir: SRC_DIR,
      platformVersion: project.platformVersion,
      accountId: 1,
    });
    get.mockRestore();
    expect(Object.keys(intermediateRepresentation.intermediateNodesIndexedByUid).toSorted()).toEqual([
      'partner_pulse',
      'partner_pulse_company_card',
      'partner_pulse_company_sidebar',
      'partner_pulse_deal_card',
      'partner_pulse_pages',
      'partner_pulse_settings',
      'partner_pulse_webhooks',
    ]);
    expect(skippedHsMetaFiles).toEqual([]);
  });

  it.each([
    ['cards', 3],
    ['pages', 1],
  ])('names an entry file that exists, beside its metadata: %s', (folder, count) => {
    const files = readdirSync(path.join(SRC_DIR, 'app', folder));
    const metas = files.filter((file) => file.endsWith('-hsmeta.json'));
    expect(metas).toHaveLength(count);
    for (const meta of metas) expect(files).toContain(path.basename(json(`app/${folder}/${meta}`).config.entrypoint));
  });

  it('subscribes to every change that webhooks can tell, without asking for our own properties', () => {
    const { settings, subscriptions } = json('app/webhooks/webhooks-hsmeta.json').config;
    expect(settings.targetUrl).toBe(`${BACKEND_URL}/webhooks/hubspot`);
    const told = subscriptions.crmObjects.map(
      ({ subscriptionType, objectType, propertyName }: Record<string, string>) =>
        [subscriptionType, objectType, propertyName].filter(Boolean).join(' '),
    );
    const activities = ['email', 'call', 'meeting_event', 'ticket', 'lead', 'feedback_submission'];
    const sold = ['line_item', 'subscription', 'goal_target'];
    for (const objectType of ['company', 'deal', 'contact', ...activities, ...sold]) {
      for (const event of ['creation', 'deletion', 'restore', 'associationChange']) {
        expect(told).toContain(`object.${event} ${objectType}`);
      }
    }
    expect(told.filter((line: string) => line.startsWith('object.merge')).toSorted()).toEqual(
      ['company', 'contact', 'deal', 'ticket'].map((objectType) => `object.merge ${objectType}`),
    );
    // HubSpot lets an app have a thousand.
    expect(told.length).toBeLessThan(1000);
    expect(told).toContain('object.propertyChange ticket hs_pipeline_stage');
    expect(told).toContain('object.propertyChange deal dealstage');
    expect(told.filter((line: string) => line.includes('partner_pulse'))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
    expect(subscriptions.hubEvents).toEqual([{ subscriptionType: 'contact.privacyDeletion', active: true }]);
  });

  it('permits the one address that the cards ask', () => {
    expect(app.permittedUrls.fetch).toEqual([BACKEND_URL]);
    expect(app.auth.redirectUrls).toEqual([`${BACKEND_URL}/oauth/callback`]);
  });

  it('asks for no scope that would switch hubspot.fetch off, and for none it does not use', () => {
    expect(app.auth.requiredScopes.filter((scope: string) => scope.includes('sensitive'))).toEqual([]);
    expect(app.auth.requiredScopes.toSorted()).toEqual([
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.objects.contacts.read',
      'crm.objects.deals.read',
      'crm.objects.deals.write',
      'crm.objects.owners.read',
      'crm.schemas.companies.read',
      'crm.schemas.companies.write',
      'crm.schemas.deals.read',
      'crm.schemas.deals.write',
      'oauth',
    ]);
  });

  it('keeps entries thin', () => {
    for (const entry of [
      'cards/CompanyCard.tsx',
      'cards/CompanySidebar.tsx',
      'cards/DealCard.tsx',
      'pages/Pages.tsx',
    ]) {
      expect(readFileSync(path.join(SRC_DIR, 'app', entry), 'utf8').split('\n').length).toBeLessThanOrEqual(30);
    }
  });

  it('pins React 18.3.1, the version of HubSpot\u2019s host', () => {
    for (const folder of ['cards', 'pages'])
      expect(json(`app/${folder}/package.json`).dependencies.react).toBe('18.3.1');
    expect(json('app/package-lock.json').packages['node_modules/react'].version).toBe('18.3.1');
  });
});
