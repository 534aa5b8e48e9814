import { type Attack, is } from './attack.ts';
import type { AttackedServer, Got } from './attacked-server.ts';

/** Every refusal is the same page, which says nothing of accounts or partners. */
const closed = (got: Got): boolean =>
  got.status === 404 && got.text.includes('This link does not open a scorecard') && !/\d{6}/.test(body(got));
const body = ({ text }: Got): string => text.slice(text.indexOf('<body'));

export function scorecardAttacks(): Attack[] {
  const get = (kind: string, token: (server: AttackedServer) => string, expect: Attack['expect'] = closed): Attack => ({
    kind,
    send: (server) => server.send(`/scorecard/${token(server)}`),
    expect,
  });
  return [
    get('guessed: a token of the right form', () => 'A'.repeat(43)),
    get('guessed: the account itself', ({ ours }) => String(ours)),
    get('wrong type: SQL for a token', () => "'%20or%20true--"),
    get(
      'wrong type: a script for a token',
      () => '%3Cscript%3E',
      (got) => closed(got) && !got.text.includes('<script'),
    ),
    get('wrong type: broken percent signs', () => '%E0%A4%A', is(400)),
    get('another kind of key: a feed key', ({ key }) => key),
    get('a way out of the folder', () => '..%2f..%2fmetrics'),
    get('oversized: an address of 12,000 characters', () => 'A'.repeat(12_000)),
    {
      kind: 'another method',
      send: (server) => server.send(`/scorecard/${'A'.repeat(43)}`, { method: 'POST' }),
      expect: is(404),
    },
  ];
}
