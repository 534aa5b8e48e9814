import type { Formatter } from '@partner-pulse/words';
import type { FindingKind } from '../../app/facts/finding.ts';

/** What is wrong with so many records, as the end of "4 deals ...". */
const DEAL_ENDINGS: Partial<Record<FindingKind, readonly [one: string, many: string]>> = {
  'conflict-two-sourced-partners': ['names two sourced partners', 'name two sourced partners'],
  'conflict-label-and-property': [
    'has a label and a property that disagree',
    'have a label and a property that disagree',
  ],
  'partner-is-its-own-customer': ['has the partner as its own customer', 'have the partner as their own customer'],
  'partner-name-matches-several': [
    'names a partner that exists several times',
    'name a partner that exists several times',
  ],
  'amount-missing': ['has no amount', 'have no amount'],
  'amount-negative': ['has a negative amount', 'have a negative amount'],
  'amount-not-a-number': ['has an amount that is no number', 'have an amount that is no number'],
  'amount-in-other-currency': ['is in a currency without a rate', 'are in a currency without a rate'],
  'date-impossible': ['has an impossible date', 'have an impossible date'],
  'stage-unknown': ['is in a deleted stage', 'are in a deleted stage'],
  'closed-before-created': ['was closed before it was created', 'were closed before they were created'],
  'registration-missing': ['has no registration date', 'have no registration date'],
  'deal-owner-missing': ['has no owner', 'have no owner'],
  'close-date-missing': ['has no close date', 'have no close date'],
};

const PARTNER_LINES: Partial<Record<FindingKind, string>> = {
  'partner-start-missing': 'The partner has no start date',
  'partner-owner-missing': 'The partner has no owner',
  'partner-type-missing': 'The partner has no type',
  'duplicate-partner-domain': 'Another partner company has the same domain',
};

/** The same of many partners, as the end of "3 partners ...". */
const PARTNER_ENDINGS: Partial<Record<FindingKind, readonly [one: string, many: string]>> = {
  'partner-start-missing': ['has no start date', 'have no start date'],
  'partner-owner-missing': ['has no owner', 'have no owner'],
  'partner-type-missing': ['has no type', 'have no type'],
  'duplicate-partner-domain': ['shares its domain with another', 'share their domain with another'],
  'partner-name-unknown': ['is named that does not exist', 'are named that do not exist'],
};

const LINES_SHOWN = 4;
const PROGRAMME_LINES_SHOWN = 8;

/** The gaps behind a programme's numbers, largest first. */
export function programmeFindingLines(findings: Readonly<Record<string, number>>, f: Formatter): string[] {
  const counted = Object.entries(findings).toSorted(([, a], [, b]) => b - a) as [FindingKind, number][];
  return counted
    .flatMap(([kind, count]) => {
      const form = count === 1 ? 0 : 1;
      const deals = DEAL_ENDINGS[kind];
      if (deals) return [`${f.count(count, 'deal')} ${deals[form]}`];
      const partners = PARTNER_ENDINGS[kind];
      return partners ? [`${f.count(count, 'partner')} ${partners[form]}`] : [];
    })
    .slice(0, PROGRAMME_LINES_SHOWN);
}

/** The gaps behind a partner's numbers, largest first. */
export function findingLines(findings: Readonly<Partial<Record<FindingKind, number>>>, f: Formatter): string[] {
  const counted = Object.entries(findings).toSorted(([, a], [, b]) => b - a) as [FindingKind, number][];
  return counted
    .flatMap(([kind, count]) => {
      const ending = DEAL_ENDINGS[kind];
      if (ending) return [`${f.count(count, 'deal')} ${ending[count === 1 ? 0 : 1]}`];
      const line = PARTNER_LINES[kind];
      return line ? [line] : [];
    })
    .slice(0, LINES_SHOWN);
}
