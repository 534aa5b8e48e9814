/**
 * Do partners come to us, or do we have to look for them?
 */

import { trend } from '../../kit/trend.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 365;
const MONTH_DAYS = 30;
const MIN_TALKS = 5;
/** Months with a discussion from which a direction is told. */
const MIN_MONTHS = 6;
const INBOUND = 1;
const UNKNOWN = 2;

export const brandInfluence = defineMetric({
  meta: {
    id: 'brand-influence',
    catalogue: 89,
    name: 'Brand influence',
    question: 'Do partners come to us, or do we have to look for them?',
    formula:
      'Of the discussions about a partnership opened in 365 days whose origin is known: the share that came without our ' +
      'asking. Its direction: Mann-Kendall over the shares of up to twelve times 30 days, at 5 %, from 6 of them with a ' +
      'discussion on. Discussions of unknown origin are counted beside the share, since they speak for neither side.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['recruitment'],
    minimumSample: MIN_TALKS,
    better: 'higher',
    decision: 'Spend on being known among partners, or on going out to find them.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "brand influence"', 'Mann 1945, Kendall 1975, for the direction'],
    exclusions: ['Discussions of unknown origin: counted beside the number'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      share: {
        label: 'Discussions that came without our asking, share',
        unit: 'ratio',
        window: 'W365',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      inbound: {
        label: 'Discussions that came without our asking',
        unit: 'records',
        window: 'W365',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
        beside: 'brand-influence/share',
      },
      direction: {
        label: 'Direction of that share',
        unit: 'text',
        window: 'W365',
        scope: 'program',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: {
      opened: rowsOf('discussions', {
        reach: lastDays(WINDOW_DAYS),
        excluding: { 'origin unknown': ({ unprompted }) => unprompted === UNKNOWN },
      }),
    },
    finish({ opened }, { asOf }) {
      const { excluded } = opened;
      const inbound = opened.map(({ unprompted }) => unprompted).filter((one) => one === INBOUND).length;
      return {
        share: share(inbound, opened.count, MIN_TALKS, { excluded }),
        inbound: value(inbound, { denominator: opened.count, excluded }),
        direction: directionOf(opened, asOf),
      };
    },
  },
});

/** Shares of times of 30 days, the first one being the latest. */
function directionOf(opened: Rows<'discussions'>, asOf: number): Result {
  const months = new Map<number, { inbound: number; all: number }>();
  opened.each(({ day, unprompted }) => {
    const back = Math.floor((asOf - day) / MONTH_DAYS);
    const month = months.get(back) ?? { inbound: 0, all: 0 };
    months.set(back, month);
    month.all++;
    if (unprompted === INBOUND) month.inbound++;
  });
  const points = [...months].map(([back, { inbound, all }]) => ({ at: -back, value: inbound / all }));
  const told = trend(points, MIN_MONTHS);
  if (told.direction === 'too few') return notEnoughData(told.points, told.needed);
  return value(told.direction, { sample: points.length, reason: `Mann-Kendall, p = ${told.p.toPrecision(2)}` });
}
