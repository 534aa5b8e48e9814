/**
 * The partners without a story of their own, one line each:
 * name | type | region | tier | vertical | since (- for nobody knows) | registered deals per 30 days | close rate |
 * median days from registration to won | median amount in EUR | deal flow | how deals name it [| until [| why it left]]
 */
import type { Member, PartnerType, Shape } from './member.ts';

/** By falling deal flow. */
const ESTABLISHED = `
Harcourt Vane Technology | reseller | UK & Ireland | platinum | logistics | 2020-10-05 | 4.3 | 0.36 | 47 | 27000 | steady | label
Svalinn Konsult | consultant | Nordics | platinum | manufacturing | 2021-02-01 | 3.6 | 0.38 | 45 | 25500 | steady | label
Meerdael Systems | reseller | Benelux | gold | retail | 2021-06-14 | 3.1 | 0.33 | 50 | 21000 | steady | label
Talbrück Informatik | reseller | DACH | gold | manufacturing | 2020-12-07 | 2.8 | 0.31 | 53 | 24000 | steady | label
Arbalète Solutions | reseller | France | gold | logistics | 2021-08-16 | 2.5 | 0.3 | 55 | 20500 | steady | label
Castelmar Tecnología | reseller | Iberia | gold | food | 2022-03-07 | 2.3 | 0.32 | 52 | 18500 | growing | label
Ostrava Bridge Partners | consultant | Central Europe | gold | manufacturing | 2021-10-18 | 2.1 | 0.34 | 49 | 19500 | steady | label
Fjordline Rådgivere | consultant | Nordics | gold | logistics | 2022-05-23 | 2.0 | 0.37 | 44 | 23000 | steady | label
Villa Serena Consulting | consultant | Italy | gold | healthcare | 2021-12-13 | 1.9 | 0.29 | 58 | 21500 | steady | label
Rheinbogen Handelssysteme | reseller | DACH | silver | retail | 2022-08-29 | 1.8 | 0.28 | 59 | 17000 | declining 260 0.5 | label
Thornbury Gate | referrer | UK & Ireland | silver | food | 2022-07-04 | 1.7 | 0.35 | 46 | 13500 | steady | property
Lindqvist & Öberg | consultant | Nordics | silver | healthcare | 2022-10-10 | 1.6 | 0.33 | 50 | 19000 | steady | label
Kontor Elbsand | referrer | DACH | silver | logistics | 2022-11-21 | 1.5 | 0.3 | 54 | 14500 | steady | property
Mistral Négoce | reseller | France | silver | food | 2023-03-20 | 1.5 | 0.27 | 61 | 16500 | steady | label
Vistula Integration Works | reseller | Central Europe | silver | logistics | 2022-12-05 | 1.4 | 0.31 | 52 | 17500 | growing | label
Puente Claro Asesores | consultant | Iberia | silver | retail | 2023-04-17 | 1.4 | 0.29 | 57 | 15000 | steady | label
Waterloop Channel | referrer | Benelux | silver | manufacturing | 2023-01-30 | 1.3 | 0.34 | 48 | 12500 | steady | property
Aldermoor Software Supply | reseller | UK & Ireland | silver | manufacturing | 2023-06-12 | 1.3 | 0.28 | 60 | 20000 | steady | label
Seehausen Prozessberatung | consultant | DACH | silver | food | 2023-02-27 | 1.2 | 0.36 | 46 | 17000 | steady | label
Torrelobo Redes | reseller | Iberia | silver | manufacturing | 2023-07-24 | 1.2 | 0.25 | 64 | 16000 | steady | label
Isola Verde Partner | referrer | Italy | bronze | retail | 2023-05-29 | 1.1 | 0.31 | 51 | 11500 | steady | property
Havnegade Systemer | reseller | Nordics | bronze | retail | 2023-08-21 | 1.1 | 0.3 | 53 | 18000 | steady | label
Königsrain Medizintechnik Vertrieb | reseller | DACH | bronze | healthcare | 2023-09-04 | 1.0 | 0.26 | 68 | 28000 | steady | label
Moravská Cesta | consultant | Central Europe | bronze | food | 2023-10-02 | 1.0 | 0.32 | 50 | 13500 | steady | label
Brightwater Referral Circle | referrer | UK & Ireland | bronze | healthcare | 2023-10-23 | 0.9 | 0.37 | 43 | 12000 | steady | property
Atelier Garonne | consultant | France | bronze | healthcare | 2023-12-04 | 0.9 | 0.28 | 59 | 16000 | steady | label
Duinwaard Automatisering | reseller | Benelux | bronze | food | 2024-01-15 | 0.9 | 0.29 | 56 | 15000 | steady | label
Sierra Alta Canal | referrer | Iberia | bronze | logistics | - | 0.8 | 0.3 | 55 | 12500 | steady | property
Birkenfeld & Töchter | consultant | DACH | bronze | manufacturing | 2024-03-11 | 0.8 | 0.33 | 49 | 18500 | steady | label
Lagune Partners Venezia | reseller | Italy | bronze | logistics | 2024-04-22 | 0.8 | 0.24 | 66 | 17000 | steady | label
Tatra Peak Resellers | reseller | Central Europe | bronze | retail | 2024-06-03 | 0.7 | 0.3 | 54 | 14500 | steady | label
`;

/** Signed within the last eighteen months. Three of those from spring 2026 have not registered anything. */
const RECENT = `
Lumière Retail Tech | reseller | France | silver | retail | 2025-06-02 | 1.6 | 0.33 | 50 | 18000 | growing | label
Hjelmstad Rådgivning | consultant | Nordics | bronze | food | 2025-07-14 | 1.0 | 0.3 | 54 | 15000 | growing | label
Casa Miraflor Sistemas | reseller | Iberia | bronze | food | 2025-08-25 | 0.9 | 0.26 | 60 | 14500 | steady | label
Polderwind Advies | consultant | Benelux | bronze | manufacturing | 2025-09-15 | 1.1 | 0.34 | 46 | 19000 | growing | label
Zirbental Digital | referrer | DACH | bronze | healthcare | 2025-10-13 | 0.8 | 0.28 | 52 | 12500 | steady | label
Stellanova Partner Italia | reseller | Italy | bronze | retail | 2025-11-17 | 1.2 | 0.31 | 55 | 16500 | growing | label
Ravensmoor Associates | consultant | UK & Ireland | bronze | logistics | 2026-01-19 | 1.3 | 0.35 | 48 | 21000 | steady | label
Kaskade Handelsberatung | consultant | DACH | bronze | retail | 2026-03-02 | 1.2 | 0.32 | 50 | 15000 | steady | label
Tramontana Enlaces | referrer | Iberia | registered | retail | 2026-03-16 | 0 | 0 | 60 | 12000 | none | label
Skogsberg Lösningar | reseller | Nordics | bronze | manufacturing | 2026-04-20 | 1.0 | 0.3 | 50 | 17500 | steady | label
Delta Bruine Partners | referrer | Benelux | registered | food | 2026-05-04 | 0 | 0 | 60 | 12000 | none | label
Hawthorn Lane Digital | reseller | UK & Ireland | bronze | healthcare | 2026-06-01 | 1.1 | 0.31 | 47 | 16000 | steady | label
Bergamotto Soluzioni | consultant | Italy | bronze | food | 2026-07-06 | 1.5 | 0.3 | 50 | 15500 | steady | label
Weidenhof Logistikberatung | consultant | DACH | bronze | logistics | 2026-07-27 | 1.0 | 0.33 | 45 | 18500 | steady | label
Papillon & Fils Revente | reseller | France | registered | retail | 2026-09-14 | 1.9 | 0.3 | 50 | 14000 | steady | label
`;

const LEFT = `
Nordlicht Vertriebspartner | referrer | DACH | bronze | retail | 2022-02-14 | 0.9 | 0.24 | 60 | 12000 | stopped 420 | label | 2025-11-30 | competitive displacement
Quaystone Systems | reseller | UK & Ireland | silver | logistics | 2021-05-03 | 1.6 | 0.3 | 57 | 19000 | stopped 300 | label | 2026-03-31 | relationship
Altavento Consulenza | consultant | Italy | bronze | manufacturing | 2023-01-16 | 0.7 | 0.22 | 66 | 14000 | stopped 250 | label | 2026-06-30 | performance
Ferrybridge Referrals | referrer | UK & Ireland | bronze | food | 2024-01-22 | 0.6 | 0.25 | 55 | 11000 | stopped 190 | label | 2026-08-31
`;

function typeOf(text: string): PartnerType {
  if (text === 'reseller' || text === 'referrer' || text === 'consultant') return text;
  throw new Error(`${text} is no type of partner`);
}

function shapeOf(text: string): Shape {
  const [kind, sinceDaysAgo, to] = text.split(' ');
  if (kind === 'stopped') return { kind, sinceDaysAgo: Number(sinceDaysAgo) };
  if (kind === 'declining') return { kind, sinceDaysAgo: Number(sinceDaysAgo), to: Number(to) };
  if (kind === 'steady' || kind === 'growing' || kind === 'none') return { kind };
  throw new Error(`${text} is no shape of a deal flow`);
}

function memberOf(line: string): Member {
  const cells = line.split(' | ');
  const [name = '', type = '', region = '', tier = '', vertical = '', since = '-'] = cells;
  const [perMonth, closeRate, cycleDays, amount] = cells.slice(6, 10).map(Number);
  const [shape = '', named = '', until, endReason] = cells.slice(10);
  return {
    ...{ name, type: typeOf(type), region, tier, vertical, since: since === '-' ? null : since },
    ...{ perMonth: perMonth ?? 0, closeRate: closeRate ?? 0, cycleDays: cycleDays ?? 0, amount: amount ?? 0 },
    shape: shapeOf(shape),
    named: named === 'property' ? 'property' : 'label',
    ...(until === undefined ? {} : { until }),
    ...(endReason === undefined ? {} : { endReason }),
  };
}

export const OTHERS: readonly Member[] = [ESTABLISHED, RECENT, LEFT]
  .flatMap((table) => table.trim().split('\n'))
  .map(memberOf);
