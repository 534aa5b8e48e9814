import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';

const DIR = path.resolve(import.meta.dirname, '../../extensions/app');
const eslint = new ESLint({ cwd: DIR, overrideConfigFile: path.join(DIR, 'eslint.config.js') });

describe('HubSpot\u2019s own lint rules', () => {
  it('find nothing in what is uploaded', async () => {
    const results = await eslint.lintFiles(['cards', 'pages', 'packages']);
    const findings = results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, message }) => `${path.relative(DIR, filePath)}:${line} ${ruleId} ${message}`),
    );
    expect(findings).toEqual([]);
    expect(results.length).toBeGreaterThan(30);
  }, 60_000);

  it.each([
    ['an HTML element', 'export const A = () => <div>no</div>;'],
    ['the browser\u2019s fetch', 'export const a = () => fetch("https://example.com");'],
    ['the document', 'export const a = () => document.title;'],
    ['browser storage', 'export const a = () => localStorage.getItem("a");'],
  ])('find %s that somebody plants', async (_what, code) => {
    const [result] = await eslint.lintText(code, { filePath: path.join(DIR, 'cards/Planted.tsx') });
    expect(result?.messages.map(({ severity }) => severity)).toEqual([2]);
  });
});
