import { describe, expect, it } from '@jest/globals';
import { DemoUsageError, parseDemoOptions } from './options.ts';

describe('the flags of the demo', () => {
  it('without any show the shipped programme as of today, until Ctrl-C', () => {
    expect(parseDemoOptions([])).toEqual({
      once: false,
      json: false,
      world: 'programme',
      asOf: undefined,
      shots: undefined,
      exportFile: undefined,
      reset: false,
      port: undefined,
    });
  });

  it('are all taken', () => {
    const args =
      '--once --json --world seller-funnel --as-of 2018-06-30 --shots out --export all.jsonl --reset --port 5000';
    expect(parseDemoOptions(args.split(' '))).toEqual({
      once: true,
      json: true,
      world: 'seller-funnel',
      asOf: '2018-06-30',
      shots: 'out',
      exportFile: 'all.jsonl',
      reset: true,
      port: 5000,
    });
  });

  it.each([
    ['--port', '0'],
    ['--port', '70000'],
    ['--port', 'http'],
    ['--as-of', '2026-02-30'],
    ['--as-of', '30.06.2026'],
    ['--wrold', 'programme'],
    ['programme'],
  ])('that make no sense are answered with those that do: %s %s', (...args) => {
    expect(() => parseDemoOptions(args)).toThrow(DemoUsageError);
    expect(() => parseDemoOptions(args)).toThrow(/--world NAME\|DIR/);
  });
});
