import type { BandHistory, ProgrammeReady } from '@partner-pulse/contract';
import { BAND_KEYS, BAND_WORDS, type Formatter, programmeText } from '@partner-pulse/words';
import { topSum } from '../../app/kit/concentration.ts';
import type { Day } from '../../app/kit/days.ts';
import type { PartnerLine } from '../store/programme-page.ts';
import type { Results, Voice } from './component-words.ts';
import { numberOf } from './programme-tiles.ts';

/** Partners in each band at the month ends that the partners' own histories have, and today. */
export function bandHistory(lines: readonly PartnerLine[], asOf: Day, f: Formatter): BandHistory {
  const byDay = new Map<Day, Record<string, number>>();
  for (const line of lines) {
    for (const point of [...line.months, line.point]) {
      // Before a partner was there, and after it left, it is in no band.
      if (point.state === 'not-yet' || point.state === 'left') continue;
      const counts = byDay.get(point.asOf) ?? {};
      byDay.set(point.asOf, counts);
      const word = point.state === 'new' ? 'new' : (point.band ?? 'not-enough-data');
      counts[word] = (counts[word] ?? 0) + 1;
    }
  }
  const days = [...byDay].toSorted(([a], [b]) => a - b);
  const months = days.map(([day, counts]) => ({ label: day === asOf ? 'Today' : f.axisMonth(day), counts }));
  const isScored = days.some(([, counts]) => BAND_KEYS.some((key) => key !== 'not-enough-data' && counts[key]));
  return {
    emptyText: isScored ? null : programmeText.noBands,
    periodText: `Number of partners at ${f.count(Math.max(0, months.length - 1), 'month end')} and today`,
    months,
    altText: `Partners by band. ${[months[0], months.at(-1)].map((month) => month && bandsAt(month)).join('. ')}.`,
  };
}

const bandsAt = ({ label, counts }: BandHistory['months'][number]): string =>
  `${label}: ${BAND_KEYS.map((key) => `${BAND_WORDS[key]} ${counts[key] ?? 0}`).join(', ')}, new ${counts.new ?? 0}`;

const QUARTERS_BACK = [1, 2, 3, 4] as const;
const RAMP_DAYS = [30, 60, 90] as const;
const RAMP = ['registered-30d', 'registered-60d', 'registered-90d', 'revenue-6m'] as const;

export const COHORT_KEYS = QUARTERS_BACK.flatMap((back) => RAMP.map((name) => `productivity-ramp/${name}-q${back}`));

/** The share of each quarter's new partners that had registered a deal by day 30, 60 and 90. */
export function cohortRamp(results: Results, { f, currency }: Voice): ProgrammeReady['cohorts'] {
  const cohorts = QUARTERS_BACK.flatMap((back) => {
    const of = (name: (typeof RAMP)[number]) => results[`productivity-ramp/${name}-q${back}`];
    const points = RAMP_DAYS.map((days) => {
      const share = numberOf(of(`registered-${days}d`));
      return {
        label: `Day ${days}`,
        percent: share === null ? null : Math.round(share * 100),
        text: share === null ? 'too few yet' : f.percent(share),
      };
    });
    if (points.every(({ percent }) => percent === null)) return [];
    const first = of('registered-30d');
    const revenue = numberOf(of('revenue-6m'));
    return [
      {
        name: (first?.reason ?? '').replace(/^Signed in (\d+)-(Q\d)$/, '$2 $1'),
        partnersText: f.count(first?.denominator ?? 0, 'partner'),
        points,
        revenueText: revenue === null ? 'too early' : f.moneyShort(revenue, currency),
      },
    ];
  });
  const shown = cohorts.length > 0 ? cohorts : togetherOf(results, { f, currency });
  const said = shown.map(({ name, points }) => `${name}: ${points.map((p) => `${p.label} ${p.text}`).join(', ')}`);
  return {
    emptyText: shown.length === 0 ? programmeText.noCohorts : null,
    periodText: cohorts.length > 0 ? programmeText.cohortsByQuarter : programmeText.cohortsTogether,
    cohorts: shown,
    altText: `Ramp of new partners. ${said.join('. ')}.`,
  };
}

/** A partner or two in a quarter show nothing; with fewer than this the four quarters together show nothing either. */
const MIN_TOGETHER = 5;

/**
 * Most programmes sign fewer partners in a quarter than a share can be told of. Then the last four quarters count as one
 * cohort: each day by those that have had it.
 */
function togetherOf(results: Results, { f, currency }: Voice): ProgrammeReady['cohorts']['cohorts'] {
  const pooled = (name: (typeof RAMP)[number]) => {
    const quarters = QUARTERS_BACK.map((back) => results[`productivity-ramp/${name}-q${back}`]);
    const sum = (part: 'numerator' | 'denominator') => quarters.reduce((all, one) => all + (one?.[part] ?? 0), 0);
    return { sum: sum('numerator'), partners: sum('denominator') };
  };
  const points = RAMP_DAYS.map((days) => {
    const { sum, partners } = pooled(`registered-${days}d`);
    const isKnown = partners >= MIN_TOGETHER;
    return {
      label: `Day ${days}`,
      percent: isKnown ? Math.round((100 * sum) / partners) : null,
      text: isKnown ? programmeText.ofPartners(f, sum, partners) : 'too few yet',
    };
  });
  if (points.every(({ percent }) => percent === null)) return [];
  const revenue = pooled('revenue-6m');
  return [
    {
      name: programmeText.lastQuarters,
      partnersText: f.count(pooled('registered-30d').partners, 'partner'),
      points,
      revenueText:
        revenue.partners < MIN_TOGETHER ? 'too early' : f.moneyShort(revenue.sum / revenue.partners, currency),
    },
  ];
}

/** How many of the largest, as far as there are so many. */
const STEPS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
const SOURCED = 'sourced-revenue/revenue-365d';

/** How much of sourced revenue the largest partners hold together. */
export function concentrationCurve(
  lines: readonly PartnerLine[],
  isDanger: boolean,
  f: Formatter,
): ProgrammeReady['concentration'] {
  const sums = lines.map(({ results }) => numberOf(results[SOURCED]) ?? 0).filter((sum) => sum > 0);
  const total = sums.reduce((all, one) => all + one, 0);
  const counts = [...STEPS.filter((count) => count < sums.length), sums.length];
  const points = counts.map((count) => ({
    label: count === sums.length ? `all ${f.number(count)}` : f.number(count),
    percent: Math.round((100 * topSum(sums, count)) / total),
  }));
  const isEmpty = sums.length === 0;
  return {
    emptyText: isEmpty ? programmeText.noConcentration : null,
    periodText: 'Share of sourced revenue of the last 12 months that the largest partners hold together',
    sentence: isEmpty ? '' : programmeText.concentration(f, sums.length, isDanger),
    points: isEmpty ? [] : points,
    altText: isEmpty
      ? programmeText.noConcentration
      : `The largest partners together hold: ${points.map(({ label, percent }) => `${label} ${percent}%`).join(', ')}.`,
  };
}
