import type { BandHistory, ProgrammeReady } from '@partner-pulse/contract';
import { PAGE_WORDS, STANDING_WORDS, type StandingKey } from '@partner-pulse/words';
import type { ReactNode } from 'react';
import { BarChart, Flex, LineChart, Text } from './sdk.ts';
import { Section } from './section.tsx';

const { axes, sections } = PAGE_WORDS;

interface ChartSectionProps {
  readonly title: string;
  readonly periodText: string;
  readonly emptyText: string | null;
  /** Below the chart: what it says, for those who do not see it. */
  readonly saysText: string;
  readonly children: ReactNode;
}

function ChartSection({ title, periodText, emptyText, saysText, children }: ChartSectionProps) {
  return (
    <Section title={title}>
      {emptyText === null ? (
        <Flex direction="column" gap="xs">
          <Text variant="microcopy">{periodText}</Text>
          {children}
          <Text variant="microcopy">{saysText}</Text>
        </Flex>
      ) : (
        <Text>{emptyText}</Text>
      )}
    </Section>
  );
}

/** Best first, so that the worst is on top of the stack and its growth is seen. HubSpot's charts have no red. */
const STACK: readonly StandingKey[] = ['healthy', 'watch', 'at-risk', 'not-enough-data', 'new'];
const COLORS = {
  healthy: 'green',
  watch: 'yellow',
  'at-risk': 'pink',
  'not-enough-data': 'purple',
  new: 'aqua',
} as const;

export function BandChart({ bands }: { readonly bands: BandHistory }) {
  const shown = STACK.filter((key) => bands.months.some(({ counts }) => (counts[key] ?? 0) > 0));
  const rows = bands.months.flatMap(({ label, counts }) =>
    shown.map((key) => ({ Month: label, Band: STANDING_WORDS[key], Partners: counts[key] ?? 0 })),
  );
  return (
    <ChartSection title={sections.bands} {...bands} saysText={bands.altText}>
      <BarChart
        data={rows}
        axes={{
          x: { field: 'Month', fieldType: 'category', label: axes.month },
          y: { field: 'Partners', fieldType: 'linear', label: axes.partners },
          options: {
            groupFieldByColor: 'Band',
            stacking: true,
            colors: Object.fromEntries(Object.entries(COLORS).map(([key, color]) => [wordOf(key), color])),
          },
        }}
        options={{ showLegend: true, showTooltips: true }}
      />
    </ChartSection>
  );
}

const wordOf = (key: string): string => STANDING_WORDS[key as StandingKey];

export function CohortChart({ cohorts }: { readonly cohorts: ProgrammeReady['cohorts'] }) {
  const rows = cohorts.cohorts.flatMap(({ name, partnersText, points }) =>
    points.flatMap(({ label, percent }) =>
      percent === null ? [] : [{ Day: label, Cohort: `${name}, ${partnersText}`, Share: percent }],
    ),
  );
  return (
    <ChartSection title={sections.cohorts} {...cohorts} saysText={cohorts.altText}>
      <LineChart
        data={rows}
        axes={{
          x: { field: 'Day', fieldType: 'category', label: axes.day },
          y: { field: 'Share', fieldType: 'linear', label: axes.share },
          options: { groupFieldByColor: 'Cohort' },
        }}
        options={{ showLegend: true, showTooltips: true }}
      />
    </ChartSection>
  );
}

export function ConcentrationChart({ concentration }: { readonly concentration: ProgrammeReady['concentration'] }) {
  const rows = concentration.points.map(({ label, percent }) => ({ Partners: label, Share: percent }));
  return (
    <ChartSection title={sections.concentration} {...concentration} saysText={concentration.altText}>
      <Text>{concentration.sentence}</Text>
      <LineChart
        data={rows}
        axes={{
          x: { field: 'Partners', fieldType: 'category', label: axes.largest },
          y: { field: 'Share', fieldType: 'linear', label: axes.revenueShare },
        }}
        options={{ showTooltips: true, showDataLabels: true }}
      />
    </ChartSection>
  );
}
