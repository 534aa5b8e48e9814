import { describe, expect, it } from '@jest/globals';
import { sign, signatureProblem } from './signature.ts';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const NOW_MS = 1_700_000_300_000;
/** Published by HubSpot's own client libraries as their test vectors. */
const VECTORS = [
  { timestamp: '1693657560000', signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=' },
  { timestamp: '1700000300000', signature: 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=' },
];
const VECTOR_REQUEST = {
  method: 'POST',
  uri: 'https://www.example.com/webhook_uri',
  body: Buffer.from("{'example_field':'example_value'}"),
};
const vector = (index: number) => ({ ...VECTOR_REQUEST, timestamp: '', signature: '', ...VECTORS[index] });

const card = {
  method: 'GET',
  uri: 'https://pulse.example.com/api/card?companyId=1&portalId=7&userEmail=a%40b.com',
  body: Buffer.alloc(0),
  timestamp: String(NOW_MS),
};
const signed = (changes: Partial<typeof card> = {}) => ({
  ...card,
  ...changes,
  signature: sign({ ...card, ...changes }, SECRET),
});

describe('signatures of HubSpot (version 3)', () => {
  it.each([0, 1])('accepts the published vector %i at its own time', (index) => {
    const request = vector(index);
    expect(signatureProblem(request, SECRET, Number(request.timestamp))).toBeNull();
  });

  it('accepts what HubSpot signed over the decoded address, and what its development proxy signed as it is', () => {
    const decoded = sign({ ...card, uri: card.uri.replace('%40', '@') }, SECRET);
    expect(signatureProblem({ ...card, signature: decoded }, SECRET, NOW_MS)).toBeNull();
    expect(signatureProblem(signed(), SECRET, NOW_MS)).toBeNull();
  });

  it('decodes each escape that HubSpot decodes, in either case, and no other', () => {
    const encoded = '%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%3a%2f';
    const uri = (middle: string) => `https://pulse.example.com/api/card?q=${middle}`;
    const signature = sign({ ...card, uri: uri(":/?@!$'()*,;:/") }, SECRET);
    expect(signatureProblem({ ...card, uri: uri(encoded), signature }, SECRET, NOW_MS)).toBeNull();
    for (const [kept, plain] of [
      ['%26', '&'],
      ['%3D', '='],
      ['%20', ' '],
      ['%25', '%'],
      ['%23', '#'],
      ['%2B', '+'],
    ]) {
      const other = sign({ ...card, uri: uri(`a${plain}b`) }, SECRET);
      expect(signatureProblem({ ...card, uri: uri(`a${kept}b`), signature: other }, SECRET, NOW_MS)).toBe('signature');
    }
  });

  it('does not decode twice', () => {
    const signature = sign({ ...card, uri: 'https://pulse.example.com/?q=@' }, SECRET);
    expect(signatureProblem({ ...card, uri: 'https://pulse.example.com/?q=%2540', signature }, SECRET, NOW_MS)).toBe(
      'signature',
    );
  });

  it.each([
    ['another account', { uri: card.uri.replace('portalId=7', 'portalId=8') }],
    ['another host', { uri: card.uri.replace('pulse.example.com', 'evil.example.com') }],
    ['another path', { uri: card.uri.replace('/card', '/export') }],
    ['an added parameter', { uri: `${card.uri}&portalId=8` }],
    ['another method', { method: 'POST' }],
    ['an added body', { body: Buffer.from('{}') }],
    ['a fresher time', { timestamp: String(NOW_MS + 1) }],
  ])('refuses a request changed after signing: %s', (_name, change) => {
    expect(signatureProblem({ ...signed(), ...change }, SECRET, NOW_MS)).toBe('signature');
  });

  it('is over the bytes received, so a body that only means the same is refused', () => {
    const body = Buffer.from('{"a": 1}');
    const { signature } = signed({ method: 'POST', body });
    const request = { ...card, method: 'POST', signature };
    expect(signatureProblem({ ...request, body }, SECRET, NOW_MS)).toBeNull();
    expect(signatureProblem({ ...request, body: Buffer.from('{"a":1}') }, SECRET, NOW_MS)).toBe('signature');
    expect(signatureProblem({ ...request, body: Buffer.from([0xff]) }, SECRET, NOW_MS)).toBe('signature');
  });

  it.each([
    [-300_000, null],
    [-300_001, 'timestamp'],
    [300_000, null],
    [300_001, 'timestamp'],
    [3_600_000, 'timestamp'],
  ])('judges a request signed %i ms from now as %p: five minutes both ways', (offset, problem) => {
    const request = signed({ timestamp: String(NOW_MS + offset) });
    expect(signatureProblem(request, SECRET, NOW_MS)).toBe(problem);
  });

  it.each([
    'soon',
    '1700000300',
    '17000003000000',
    ' 1700000300000',
    '1700000300000 ',
    '1.7000003e12',
    '-700000300000',
    '0x18bcfe56800',
  ])('refuses %p as a time even when it is signed', (timestamp) => {
    expect(signatureProblem(signed({ timestamp }), SECRET, NOW_MS)).toBe('timestamp');
  });

  it.each([{ signature: undefined }, { signature: '' }, { timestamp: undefined }, { timestamp: '' }])(
    'refuses a request without %p',
    (without) => {
      expect(signatureProblem({ ...signed(), ...without }, SECRET, NOW_MS)).toBe('missing');
    },
  );

  it.each([
    ['cut short', (value: string) => value.slice(0, -1)],
    ['with something behind', (value: string) => `${value}=`],
    ['doubled', (value: string) => `${value}, ${value}`],
    ['in hexadecimal', (value: string) => Buffer.from(value, 'base64').toString('hex')],
    ['made with an empty secret', () => sign(card, '')],
  ])('refuses a signature %s', (_name, change) => {
    const request = signed();
    expect(signatureProblem({ ...request, signature: change(request.signature) }, SECRET, NOW_MS)).toBe('signature');
  });
});
