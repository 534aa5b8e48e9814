import type { FeedColumn, FeedSpec } from '../../app/feeds/feed-spec.ts';
import { FEED_KINDS, FEEDS, type FeedKind } from '../../app/feeds/feeds.ts';
import { columnsOf, subjectColumn } from '../../app/feeds/read-row.ts';
import type { GeneratedFile } from './generated-file.ts';

const SUBJECT = {
  partner: 'Record id or domain of the partner company',
  customer: 'Record id or domain of the customer company',
} as const;

/** `docs/feeds.md`: what may be supplied beside HubSpot, made from the one schema of each kind. */
export function generateFeedsPage(): GeneratedFile[] {
  const content = `${[
    '# Feeds',
    '',
    'What HubSpot does not hold. Made from `app/feeds` by `npm run generate`; change those files, not this page.',
    '',
    '| How | What |',
    '| --- | --- |',
    '| `npm run feed -- KIND FILE --portal ID [--from DATE --to DATE]` | a CSV file of any size |',
    '| `POST /api/feeds/KIND?from=DATE&to=DATE` | CSV (`text/csv`) or a JSON array (`application/json`), up to 10,000 rows, with `Authorization: Bearer KEY` |',
    '| `GET /api/feeds/KIND` | the latest uploads |',
    '| `GET /api/feeds/KIND/UPLOAD/refused` | each refused row with its line and the reason |',
    '| `DELETE /api/feeds/KIND/UPLOAD` | takes an upload back; what it replaced counts again |',
    '| `npm run feed -- --new-key LABEL --portal ID` | makes a key, shown once; `--keys` lists them, `--revoke-key` ends one |',
    '',
    'Separators are comma, semicolon or tab, with or without a byte-order mark. Dates are `2026-03-31` or `31.03.2026`; with slashes nobody can',
    'tell the day from the month, so they are refused. Amounts are in the home currency of the account; `1,234.50` and `1.234,50` are read,',
    '`1,234` is refused because it can mean two numbers. A company is named by its record id or its domain.',
    '',
    'Good rows are kept and each refused row is told. A row with the key of an earlier one replaces it. The same file twice is one upload.',
    '`from` and `to` say for which days the rows speak, both included; without them it is from the first row to the last. In a feed of events',
    'only a day that the feed speaks for can hold a true zero; a feed of states says what holds until it says otherwise. What is expected',
    'and twice as late as that is shown as stale.',
    ...FEED_KINDS.flatMap(section),
  ].join('\n')}\n`;
  return [{ path: 'docs/feeds.md', content }];
}

function section(kind: FeedKind): string[] {
  const spec: FeedSpec = FEEDS[kind];
  const subject = subjectColumn(kind);
  const { required } = columnsOf(kind);
  const isOptional = spec.subject === 'partner-or-program';
  const expected = `${spec.expectedEveryDays} day${spec.expectedEveryDays === 1 ? '' : 's'}`;
  const example = [...required, ...columnsOf(kind).optional].join(',');
  return [
    '',
    `## ${spec.name}`,
    '',
    `\`${kind}\`: ${spec.about}. A feed of ${spec.covers}, expected every ${expected}. Its key: ${[subject, ...spec.key].filter(Boolean).join(', ')}.`,
    '',
    '```',
    example,
    '```',
    '',
    '| Column | What | Values |',
    '| --- | --- | --- |',
    ...(subject ? [`| \`${subject}\` | ${SUBJECT[subject]}${isOptional ? '; empty for the programme' : ''} | |`] : []),
    ...Object.entries(spec.columns).map(([name, column]) => `| \`${name}\` | ${column.about} | ${valuesOf(column)} |`),
  ];
}

function valuesOf({ type, choices, required, future, least, most }: FeedColumn): string {
  const range = [least === undefined ? '' : `from ${least}`, most === undefined ? '' : `to ${most}`]
    .filter(Boolean)
    .join(' ');
  const what = choices ? choices.map((choice) => `\`${choice}\``).join(', ') : type;
  return [what, range, future ? 'may lie ahead' : '', required ? '' : 'may be empty'].filter(Boolean).join('; ');
}
