import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NEEDS } from '../../app/facts/need.ts';
import { ROLES } from '../../app/facts/role.ts';
import { HEALTH_MODEL } from '../../app/health/model.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Measure } from '../../app/metrics/metric.ts';
import { ITEMS } from '../../scripts/generate/catalogue-items.ts';
import { generateCataloguePage } from '../../scripts/generate/catalogue-page.ts';
import { METRICS_FOLDER, readMetricFiles } from '../../scripts/generate/metric-files.ts';
import { generateMetrics } from '../../scripts/generate/metrics.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const files = await readMetricFiles();
const page = readFileSync(join(ROOT, 'docs', 'metrics.md'), 'utf8');
const LAST_CATALOGUE_NUMBER = 126;
const WINDOW = /^([WM][1-9]\d*|FYTD|as-of|lifetime|target-period|cohort-Q[1-4])$/;
/** A metric is named after what it measures, not after what it does. */
const VERBS = ['get', 'compute', 'calculate', 'count', 'measure', 'find', 'track', 'check', 'show', 'list'];

const isKebab = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

describe.each(files)('the metric in $path', ({ path, exported, metric }) => {
  const { meta } = metric;

  it('is named after its file, in kebab-case, without a verb', () => {
    const id = path.replace(/^.*\//, '').replace(/\.ts$/, '');
    expect(meta.id).toBe(id);
    expect(isKebab(id)).toBe(true);
    expect(VERBS).not.toContain(id.split('-')[0]);
    expect(exported).toBe(id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
  });

  it('has a worked example beside it that names it', () => {
    const test = new URL(path.replace(/\.ts$/, '.test.ts'), METRICS_FOLDER);
    expect(existsSync(test)).toBe(true);
    expect(readFileSync(test, 'utf8')).toContain(`answers(${exported}`);
  });

  it('begins with the question that it answers', () => {
    const source = readFileSync(new URL(path, METRICS_FOLDER), 'utf8');
    expect(source.startsWith(`/**\n * ${meta.question}`)).toBe(true);
    expect(meta.question.endsWith('?')).toBe(true);
  });

  it('says what it means, what decides on it and where it comes from', () => {
    for (const text of [meta.name, meta.formula, meta.decision]) expect(text.trim().length).toBeGreaterThan(3);
    expect(meta.sources.length).toBeGreaterThan(0);
    for (const need of meta.needs) expect(NEEDS[need].length).toBeGreaterThan(0);
    expect(Number.isInteger(meta.catalogue) && meta.catalogue >= 1 && meta.catalogue <= LAST_CATALOGUE_NUMBER).toBe(
      true,
    );
  });

  it('has a changelog entry for its version', () => {
    expect(meta.version).toBeGreaterThanOrEqual(1);
    expect(meta.changelog.at(-1)?.startsWith(`${meta.version}: `)).toBe(true);
    expect(meta.changelog).toHaveLength(meta.version);
  });

  it('calls nothing a share that can fall below nothing, or that is money for money', () => {
    for (const [key, { unit, range, label }] of Object.entries(meta.measures)) {
      if (unit === 'ratio') expect([key, range[0]]).toEqual([key, 0]);
      if (unit === 'ratio')
        expect([key, /^(cost|change|growth|gini)\b/i.test(label)]).toEqual([key, key === 'expansion']);
      if (unit === 'growth') expect([key, range]).toEqual([key, [-1, null]]);
      if (unit === 'share-change') expect([key, range]).toEqual([key, [-1, 1]]);
    }
  });

  it('has a form for every scope of its measures, and whole measures', () => {
    const measures = Object.entries(meta.measures);
    expect(measures.length).toBeGreaterThan(0);
    for (const [key, measure] of measures) {
      expect([key, isKebab(key)]).toEqual([key, true]);
      expect([key, WINDOW.test(measure.window)]).toEqual([key, true]);
      expect([key, measure.label.trim().length > 3]).toEqual([key, true]);
      if (measure.role) expect([...ROLES, 'any', 'direct']).toContain(measure.role);
      if (measure.scope !== 'program') expect(metric.partner).toBeDefined();
      if (measure.scope !== 'partner') expect(metric.program).toBeDefined();
      const [low, high] = measure.range;
      if (low !== null && high !== null) expect(low).toBeLessThan(high);
    }
    const labels = measures.map(([, measure]) => measure.label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('stands in the index and in the dictionary', () => {
    expect(CATALOGUE.filter((other) => other.meta.id === meta.id)).toEqual([metric]);
    expect(page).toContain(`## ${meta.catalogue} ${meta.name}\n`);
    for (const key of Object.keys(meta.measures)) expect(page).toContain(`| \`${key}\` |`);
  });
});

describe('the catalogue', () => {
  it('lists every metric file once, by id', () => {
    const ids = CATALOGUE.map(({ meta }) => meta.id);
    expect(ids).toEqual(files.map(({ metric }) => metric.meta.id).sort());
    expect(new Set(CATALOGUE.map(({ meta }) => meta.catalogue)).size).toBe(ids.length);
  });

  it.each([...generateMetrics(), ...generateCataloguePage()])(
    'has $path made from the metric files as they are',
    ({ path, content }) => {
      expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content);
    },
  );

  it('has every measure that the score reads', () => {
    const measures = new Set(
      CATALOGUE.flatMap(({ meta }) => Object.keys(meta.measures).map((key) => `${meta.id}/${key}`)),
    );
    for (const { metric, measure, dividedBy } of HEALTH_MODEL.components) {
      expect(measures).toContain(`${metric}/${measure}`);
      if (dividedBy) expect(measures).toContain(`${metric}/${dividedBy}`);
    }
    expect(measures).toContain('lifecycle-stage/stage');
  });

  it('shows a total that flatters beside a ratio, and keeps it out of the score of the programme', () => {
    const measures = new Map<string, Measure>(
      CATALOGUE.flatMap(({ meta }) =>
        Object.entries(meta.measures).map(([key, measure]) => [`${meta.id}/${key}`, measure] as const),
      ),
    );
    const totals = [...measures].filter(([, measure]) => measure.beside !== undefined);
    expect(totals.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'active-partners/active',
        'registration-volume/registrations',
        'sourced-revenue/revenue-365d',
      ]),
    );
    for (const [, { beside = '' }] of totals) {
      const ratio = measures.get(beside);
      expect([beside, ratio !== undefined && ratio.beside === undefined]).toEqual([beside, true]);
    }
    // The score is a partner's own: a number of the programme is in nobody's.
    for (const { metric, measure } of HEALTH_MODEL.components) {
      expect(measures.get(`${metric}/${measure}`)?.scope).not.toBe('program');
    }
  });
});

/** Items of which a metric tells one part; the other asks for the score, which no metric reads. */
const BEYOND_METRICS = new Set([66]);

describe('the list of items', () => {
  it('has all 126 numbers exactly once, on the page as well', () => {
    const all = Array.from({ length: LAST_CATALOGUE_NUMBER }, (_, i) => i + 1);
    expect(ITEMS.map(({ number }) => number)).toEqual(all);
    const [items] = generateCataloguePage();
    const rows = items?.content.split('\n').flatMap((line) => /^\| (\d+) \|/.exec(line)?.[1] ?? []);
    expect(rows?.map(Number)).toEqual(all);
  });

  it('names what carries an item where no metric does, or not all of it, and only files that exist', () => {
    const computed = new Set(CATALOGUE.map(({ meta }) => meta.catalogue));
    for (const { number, carried } of ITEMS) {
      if (!carried) continue;
      expect([number, computed.has(number)]).toEqual([number, BEYOND_METRICS.has(number)]);
      expect(carried.how.length).toBeGreaterThan(3);
      for (const file of carried.files) expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    }
  });
});
