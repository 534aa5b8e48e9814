import type { DealPartnerAnswer } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import type { ReactNode } from 'react';
import { BandTag, DirectionText } from './band-tag.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { NextStep } from './next-step.tsx';
import { CompanyLink, OneContact } from './record-link.tsx';
import { AutoGrid, Flex, Inline, StatusTag, Tag, Text } from './sdk.ts';
import { Section } from './section.tsx';

const words = RECORD_WORDS.deal;

/** A deal with a partner: who, how they stand, the one sentence that matters, whom to ask. */
export function DealPartnerView({ answer }: { readonly answer: DealPartnerAnswer }) {
  return (
    <Flex direction="column" gap="md">
      <Flex direction="column" gap="xs">
        <Inline gap="sm" align="center">
          <CompanyLink partner={answer.partner} />
          <Tag variant="info">{answer.role.word}</Tag>
          <Standing answer={answer} />
        </Inline>
        <Text format={{ fontWeight: 'demibold' }}>{answer.sentence}</Text>
        {answer.state === 'not-enough-data' && <Text>{answer.missingText}</Text>}
        <FreshnessLine
          freshness={answer.freshness}
          facts={answer.roleSourceText === null ? [] : [answer.roleSourceText]}
        />
      </Flex>
      <AutoGrid columnWidth={290} flexible gap="md">
        <Section title={words.people}>
          <Labelled label={words.contact}>
            {answer.contact === null ? <Text>{words.nobody}</Text> : <OneContact contact={answer.contact} />}
          </Labelled>
          <Labelled label={words.manager}>
            <Text>{answer.manager?.name ?? words.nobody}</Text>
          </Labelled>
        </Section>
        {answer.nextStep !== null && (
          <Section title={RECORD_WORDS.sections.nextStep}>
            <NextStep step={answer.nextStep} kind={answer.nextStep.kind} />
          </Section>
        )}
        {answer.others.length > 0 && <Others others={answer.others} />}
      </AutoGrid>
    </Flex>
  );
}

function Standing({ answer }: { readonly answer: DealPartnerAnswer }) {
  if (answer.state === 'partner') {
    return (
      <>
        <BandTag band={answer.band} />
        <DirectionText direction={answer.direction} />
      </>
    );
  }
  return (
    <StatusTag variant="default" hollow>
      {answer.verdict}
    </StatusTag>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Flex direction="column" gap="flush">
      <Text variant="microcopy">{label}</Text>
      {children}
    </Flex>
  );
}

function Others({ others }: { readonly others: DealPartnerAnswer['others'] }) {
  return (
    <Section title={words.alsoHere}>
      {others.map(({ partner, role }) => (
        <Inline key={`${partner.recordId}-${role.key}`} gap="sm" align="center">
          <CompanyLink partner={partner} />
          <Tag variant="default">{role.word}</Tag>
        </Inline>
      ))}
    </Section>
  );
}
