import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleCard, CARD_NAMES, type CardBundle } from '../preview/bundle-card.ts';
import { layOutUpload } from './upload.ts';

/**
 * HubSpot allows far more; a card opens in the middle of somebody's work. The pages are two in one. The company card
 * holds the forms of reviews, overrides and shared scorecards (11 kB): another request for them would cost more. Four
 * kilobytes of the settings page are the fields for weights and bars.
 */
const BUDGET_BYTES = {
  CompanyCard: 80 * 1024,
  CompanySidebar: 72 * 1024,
  DealCard: 56 * 1024,
  Pages: 88 * 1024,
  SettingsPage: 92 * 1024,
} as const;

interface Manifest {
  readonly modules: {
    readonly internal: { readonly module: string }[];
    readonly external: { readonly module: string }[];
  };
  readonly dataDeps: unknown;
}

describe.each(CARD_NAMES)('%s, built by HubSpot\u2019s bundler from the upload alone', (name) => {
  let dir: string;
  let upload: string;
  let bundle: CardBundle;
  let code: string;
  let manifest: Manifest;

  beforeAll(async () => {
    dir = await realpath(await mkdtemp(path.join(tmpdir(), 'partner-pulse-upload-')));
    upload = await layOutUpload(path.join(dir, 'extensions'));
    bundle = await bundleCard(name, path.join(dir, 'bundle'), path.join(upload, 'app'));
    code = await readFile(bundle.file, 'utf8');
    manifest = JSON.parse(await readFile(bundle.manifestFile, 'utf8'));
  }, 120_000);

  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('emits React 18 elements and takes React from the host', () => {
    expect(code).toContain('Symbol.for("react.element")');
    expect(code).not.toContain('react.transitional.element');
    expect(code.trimEnd()).toMatch(/React, ?RemoteUI\);?$/);
  });

  it('holds nothing from outside the upload', () => {
    const modules = manifest.modules.internal.map(({ module }) => module);
    expect(modules.length).toBeGreaterThan(20);
    expect(modules.filter((module) => path.isAbsolute(module) && !module.startsWith(path.join(upload, 'app')))).toEqual(
      [],
    );
  });

  it('asks HubSpot for no property ahead of time', () => {
    // All a card shows comes in one answer; a dependency here would be a second request on every opening.
    expect(manifest.dataDeps).toEqual([]);
  });

  it('stays within its size budget', async () => {
    const { size } = await stat(bundle.file);
    process.stdout.write(`${name}: ${size} bytes, ${gzipSync(code).length} compressed, budget ${BUDGET_BYTES[name]}\n`);
    expect(size).toBeLessThanOrEqual(BUDGET_BYTES[name]);
  });
});
