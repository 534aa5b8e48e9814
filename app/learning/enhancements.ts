/**
 * A backlog of what to improve for partners and clients, made from what the metrics found. Each entry says what it rests
 * on and who answers for it; whether to do it stays with people.
 */
import type { PortalSettings } from '../mapping/settings.ts';
import type { Result } from '../metrics/result.ts';

/** What a metric said of the programme; undefined where it was not asked. */
type Said = (metric: string, measure: string) => Result | undefined;

export interface Enhancement {
  readonly text: string;
  /** The measure it rests on, as `metric/measure`. */
  readonly source: string;
  readonly evidence: Result;
  /** Deals, partners, people or benefits that it concerns. */
  readonly concerns: number;
  /** HubSpot owner who answers for the metric; null asks for one. */
  readonly ownerId: string | null;
}

interface Found {
  readonly text: string;
  readonly measure: string;
  readonly concerns: number;
}
type Look = (said: (measure: string) => Result | undefined) => Found[];

/** Less than this share of a benefit used, by all partners together, speaks against the benefit. */
const LITTLE_USED = 0.3;

const LOOKS: Readonly<Record<string, Look>> = {
  'training-friction': (said) => {
    if (numberOf(said('flag')) !== 1) return [];
    const place = textOf(said('module'));
    const text = place === undefined ? 'Repair the training' : `Repair the training where most stop: ${place}`;
    return [{ text, measure: 'at-module', concerns: said('at-module')?.numerator ?? 0 }];
  },
  'stall-point': (said) => {
    const stage = textOf(said('stage'));
    const days = numberOf(said('excess'));
    if (stage === undefined || days === undefined) return [];
    const text = `Help where partner deals wait longer than direct ones: ${stage}, ${days.toFixed(0)} days`;
    return [{ text, measure: 'excess', concerns: numberOf(said('stalled-deals')) ?? 0 }];
  },
  'resource-utilisation': (said) => {
    const used = numberOf(said('benefits'));
    const least = textOf(said('least-used'));
    if (used === undefined || used >= LITTLE_USED || least === undefined) return [];
    return [
      {
        text: `Redesign or end the benefit that is used least: ${least}`,
        measure: 'benefits',
        concerns: said('benefits')?.sample ?? 0,
      },
    ];
  },
  'influenced-revenue': (said) => {
    const deals = said('unlabelled-365d')?.sample ?? 0;
    const text = 'Note the partner on won deals in which its people took part: they count as direct until then';
    return deals === 0 ? [] : [{ text, measure: 'unlabelled-365d', concerns: deals }];
  },
  'inactivity-reasons': (said) => {
    const reason = textOf(said('top-reason'));
    const todo = reason === undefined ? undefined : AGAINST_SILENCE[reason];
    return todo === undefined
      ? []
      : [{ text: todo, measure: 'top-share', concerns: said('top-share')?.numerator ?? 0 }];
  },
};

/** What we can do about a reason for silence; of the others nothing is ours to mend. */
const AGAINST_SILENCE: Readonly<Partial<Record<string, string>>> = {
  'no-fit': 'Recruit partners that fit: most of the silent ones never did',
  'no-time': 'Ask less of partners: most of the silent ones have no time',
  'moved-to-competitor': 'Learn what a competitor offers: most of the silent partners went there',
  'our-failure': 'Mend what we failed at: most of the silent partners name it',
  'champion-left': 'Know more people at each partner: most fell silent when one person left',
};

/** What the programme could improve as of one date, what concerns most first. Metrics that cannot say propose nothing. */
export function enhancements(said: Said, { metrics }: Pick<PortalSettings, 'metrics'>): Enhancement[] {
  return Object.entries(LOOKS)
    .flatMap(([metric, look]) =>
      look((measure) => said(metric, measure)).flatMap(({ text, measure, concerns }): Enhancement[] => {
        const evidence = said(metric, measure);
        const ownerId = metrics[metric]?.ownerId ?? null;
        return evidence ? [{ text, source: `${metric}/${measure}`, evidence, concerns, ownerId }] : [];
      }),
    )
    .toSorted((a, b) => b.concerns - a.concerns || (a.source < b.source ? -1 : 1));
}

const numberOf = (result: Result | undefined): number | undefined =>
  result?.state === 'value' && typeof result.value === 'number' ? result.value : undefined;
const textOf = (result: Result | undefined): string | undefined =>
  result?.state === 'value' && typeof result.value === 'string' ? result.value : undefined;
