/**
 * The partners of the shipped programme, one line each. A line says what somebody who runs such a programme would know;
 * the numbers drive the generator. Everybody here is invented, and every mail address ends in example.com.
 */
import { OTHERS } from './cast-others.ts';
import type { Member, PartnerType, Shape } from './member.ts';

type Line = readonly [
  name: string,
  type: PartnerType,
  region: string,
  tier: string,
  vertical: string,
  since: string | null,
  perMonth: number,
  closeRate: number,
  cycleDays: number,
  amount: number,
];

const STEADY: Shape = { kind: 'steady' };

function member(line: Line, shape: Shape = STEADY): Member {
  const [name, type, region, tier, vertical, since, perMonth, closeRate, cycleDays, amount] = line;
  return {
    ...{ name, type, region, tier, vertical, since, perMonth, shape, closeRate, cycleDays, amount },
    named: 'label',
  };
}

/** The partners with a story. Tests and documentation refer to them by these names. */
export const CHARACTERS = {
  /** Steady, many deals, high close rate, short cycle. */
  star: member([
    'Brückner & Vahl Systemhaus',
    'reseller',
    'DACH',
    'platinum',
    'logistics',
    '2021-03-15',
    6.4,
    0.47,
    38,
    29000,
  ]),
  /** Sold well until spring 2026, silent since. */
  dormant: member(
    ['Kestrel Row Consulting', 'consultant', 'UK & Ireland', 'gold', 'retail', '2021-09-01', 2.6, 0.36, 52, 26000],
    { kind: 'stopped', sinceDaysAgo: 215 },
  ),
  /** Twenty-six accounts registered in one day, most of them untouched since; won deals that were claimed late. */
  suspect: member([
    'Fastlane Channel Partners',
    'reseller',
    'Benelux',
    'silver',
    'retail',
    '2024-08-12',
    1.1,
    0.2,
    70,
    15000,
  ]),
  /** Signed 23 days before the world's last day. */
  newcomer: member([
    'Solveig Digital',
    'consultant',
    'Nordics',
    'registered',
    'manufacturing',
    '2026-10-28',
    2.2,
    0.3,
    50,
    17000,
  ]),
  /** Fewer registrations than in spring, yet everything else is in order. */
  slippingHealthy: member(
    ['Maison Delorme Conseil', 'consultant', 'France', 'platinum', 'manufacturing', '2022-01-10', 5.2, 0.44, 41, 24000],
    { kind: 'declining', sinceDaysAgo: 95, to: 0.3 },
  ),
  /** Registrations fall since early summer, deals take longer: Watch, and declining. */
  declining: member(
    ['Portavia Integrators', 'reseller', 'Iberia', 'gold', 'logistics', '2021-11-22', 4.6, 0.27, 69, 17500],
    { kind: 'declining', sinceDaysAgo: 180, to: 0.2 },
  ),
  /** Signed in spring 2026 and never registered a deal. */
  neverActivated: member(
    ['Grünwald Partnerberatung', 'referrer', 'DACH', 'bronze', 'healthcare', '2026-04-02', 0, 0, 60, 12000],
    { kind: 'none' },
  ),
  /** Buys from us through itself. */
  ownCustomer: member([
    'Tidewater Fulfilment Services',
    'reseller',
    'UK & Ireland',
    'silver',
    'logistics',
    '2022-06-20',
    1.2,
    0.3,
    55,
    16000,
  ]),
  emoji: member([
    'Rocket Harbour 🚀⚓',
    'referrer',
    'Benelux',
    'silver',
    'logistics',
    '2023-05-08',
    1.0,
    0.33,
    47,
    14000,
  ]),
  arabic: member([
    'شركة نجمة الشمال للحلول',
    'reseller',
    'Middle East',
    'gold',
    'retail',
    '2022-09-18',
    1.9,
    0.31,
    58,
    31000,
  ]),
  hebrew: member([
    'אופק צפון פתרונות',
    'consultant',
    'Middle East',
    'silver',
    'healthcare',
    '2023-02-06',
    1.1,
    0.34,
    49,
    22000,
  ]),
  longName: member([
    'Vereinigte Beratungs- und Umsetzungsgesellschaft für durchgängige Lager-, Tourenplanungs- und Retourenprozesse ' +
      'im mittelständischen Handel der Regionen Nordhessen, Südniedersachsen und Westthüringen mit beschränkter ' +
      'Haftung & Compagnie',
    'consultant',
    'DACH',
    'bronze',
    'retail',
    '2023-11-13',
    0.8,
    0.28,
    63,
    13000,
  ]),
  /** The same firm entered twice: one domain, two companies. */
  twin: member([
    'Oakline Advisory',
    'consultant',
    'UK & Ireland',
    'silver',
    'food',
    '2022-04-11',
    1.3,
    0.32,
    51,
    15500,
  ]),
  twinCopy: member([
    'Oakline Advisory Ltd',
    'consultant',
    'UK & Ireland',
    'bronze',
    'food',
    '2024-10-07',
    0.5,
    0.3,
    51,
    15500,
  ]),
} as const satisfies Record<string, Member>;

export const CAST: readonly Member[] = [...Object.values(CHARACTERS), ...OTHERS];
