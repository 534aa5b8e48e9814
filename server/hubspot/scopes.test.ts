import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts';

const appFile = new URL('../../extensions/app/app-hsmeta.json', import.meta.url);
const app = z.object({
  config: z.object({
    auth: z.object({ requiredScopes: z.array(z.string()), optionalScopes: z.array(z.string()) }),
  }),
});

describe('the scopes in the install address', () => {
  it('are those that the app is configured with, or HubSpot refuses every installation', async () => {
    const { auth } = app.parse(JSON.parse(await readFile(appFile, 'utf8'))).config;
    expect([...REQUIRED_SCOPES].sort()).toEqual([...auth.requiredScopes].sort());
    expect([...OPTIONAL_SCOPES].sort()).toEqual([...auth.optionalScopes].sort());
  });
});
