import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..');

interface Rule {
  readonly name: string;
  /** Which files it is about. */
  readonly files: RegExp;
  readonly except?: RegExp;
  /** Matched against source text without comments and without what stands in quotes. */
  readonly forbids: RegExp;
}

const TEST_FILES = /\.test\.tsx?$|\/testing\//;

const RULES: readonly Rule[] = [
  {
    name: 'app/ has no clock',
    files: /^app\//,
    except: TEST_FILES,
    forbids: /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/,
  },
  { name: 'app/ has no chance', files: /^app\//, except: TEST_FILES, forbids: /\bMath\.random\(|\bcrypto\./ },
  {
    name: 'app/ waits for nothing',
    files: /^app\//,
    except: TEST_FILES,
    forbids: /\bset(Timeout|Interval)\(|\bfetch\(|\basync\b|\bawait\b|\bPromise\b/,
  },
  {
    name: 'only server/config.ts reads the environment',
    files: /^(server|app|extensions)\//,
    except: /^server\/config\.ts$|\.test\.tsx?$/,
    forbids: /\bprocess\.env\b/,
  },
  {
    name: 'the server reaches its tables only inside an account, or across accounts on purpose',
    files: /^server\//,
    except: /^server\/store\/(db|migrate)\.ts$|\.test\.tsx?$/,
    forbids: /\.pool\b/,
  },
  { name: 'the server logs through its logger', files: /^server\//, forbids: /\bconsole\.\w+\(/ },
  {
    name: 'no test is left out',
    files: TEST_FILES,
    forbids: /\b(describe|it|test)\.(skip|only|todo)\b|\b(xit|xdescribe|fit|fdescribe)\(/,
  },
  {
    name: 'app/ and server/ are tested without replaced modules',
    files: /^(app|server)\//,
    forbids: /\bjest\.(unstable_)?mock(Module)?\(/,
  },
];

/** Looked for in comments: there it is meant. */
const COMMENT_RULE = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)/;

const SIZE_LIMIT_LINES = 300;

describe('the source text', () => {
  const files = sourceFiles().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

  it.each(RULES)('$name', ({ files: about, except, forbids }) => {
    const judged = files.filter(({ path }) => about.test(path) && !except?.test(path));
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.filter(({ text }) => forbids.test(withoutWords(text))).map(({ path }) => path)).toEqual([]);
  });

  it('leaves nothing to be done later and silences no compiler', () => {
    expect(
      files.filter(({ text }) => comments(text).some((comment) => COMMENT_RULE.test(comment))).map(({ path }) => path),
    ).toEqual([]);
  });

  it(`has no file longer than ${SIZE_LIMIT_LINES} lines`, () => {
    const long = files.filter(
      ({ path, text }) => text.split('\n').length > SIZE_LIMIT_LINES && !/\.generated\.|\/fixtures\//.test(path),
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('is judged by what it does, not by what it says', () => {
    const forbids = /\bMath\.random\(/;
    expect(forbids.test(withoutWords('const a = Math.random();'))).toBe(true);
    // The dollar sign apart: here it is text, there it opens an expression.
    expect(forbids.test(withoutWords(`const a = \`${'$'}{Math.random()}\`;`))).toBe(true);
    expect(
      forbids.test(
        withoutWords('// Math.random()\nconst a = "Math.random()"; /* Math.random() */ const b = `Math.random()`;'),
      ),
    ).toBe(false);
    expect(comments('const a = "// TODO"; // FIXME later')).toEqual(['// FIXME later']);
  });
});

/** What git knows or would add: no build output, no packages. */
function sourceFiles(): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((path) => path !== '' && !path.endsWith('.d.ts'));
}

function scan(text: string, see: (kind: ts.SyntaxKind, token: string) => void): void {
  const file = ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(file) === 0) see(node.kind, node.getText(file));
    else node.getChildren(file).forEach(visit);
  };
  visit(file);
}

/** The program's tokens, words of texts taken out. */
function withoutWords(text: string): string {
  const kept: string[] = [];
  scan(text, (kind, token) => {
    const isText =
      kind === ts.SyntaxKind.StringLiteral ||
      kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral ||
      kind === ts.SyntaxKind.RegularExpressionLiteral ||
      kind === ts.SyntaxKind.JsxText;
    kept.push(isText ? "''" : token.replace(/^[`}].*$|^\}.*/s, (part) => part[0] ?? ''));
  });
  return kept
    .join(' ')
    .replace(/ ?([.(<>]) ?/g, '$1')
    .replaceAll(' :', ':');
}

function comments(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.JSX, text);
  const found: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia)
      found.push(scanner.getTokenText());
  }
  return found;
}
