import type { PartnerAnswer } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS, RECORD_WORDS } from '@partner-pulse/words';
import { AllMetrics } from './all-metrics.tsx';
import { ChangeList } from './change-list.tsx';
import { CustomerSection } from './customer-section.tsx';
import { DriverTable } from './driver-table.tsx';
import { GapFooter } from './gap-footer.tsx';
import { JudgementActions } from './judgement-actions.tsx';
import { JudgementHistory } from './judgement-history.tsx';
import { MetricTiles } from './metric-tiles.tsx';
import { NextStep } from './next-step.tsx';
import { ReasonList } from './reason-list.tsx';
import { ScoreLine } from './score-line.tsx';
import { AutoGrid, CrmAssociationTable, CrmCardActions, Flex, Tab, Tabs, Text } from './sdk.ts';
import { Section } from './section.tsx';
import { TrendChart } from './trend-chart.tsx';
import { OBJECT_TYPE, useViewer } from './viewer.tsx';

const { sections } = RECORD_WORDS;
const DEAL_COLUMNS = ['dealname', 'dealstage', 'amount', 'closedate'];

interface PartnerViewProps {
  readonly answer: PartnerAnswer;
  /** Something was said of the partner: the answer is to be read again. */
  readonly onDone: () => void;
}

/** A company that is a partner: the answer, why, what to do; then the evidence in tabs. */
export function PartnerView({ answer, onDone }: PartnerViewProps) {
  const { judgement } = answer;
  return (
    <Flex direction="column" gap="md">
      <HeaderActions />
      <ScoreLine answer={answer} />
      {judgement !== null && (
        <JudgementActions partnerId={answer.partner.recordId} judgement={judgement} onDone={onDone} />
      )}
      <MetricTiles tiles={answer.money} />
      <AutoGrid columnWidth={290} flexible gap="md">
        <WhySection answer={answer} />
        {answer.changes !== null && (
          <Section title={sections.changes}>
            <ChangeList changes={answer.changes} />
          </Section>
        )}
        {answer.action !== null && (
          <Section title={sections.nextStep}>
            <NextStep step={answer.action} />
          </Section>
        )}
      </AutoGrid>
      {answer.customer !== null && <CustomerSection customer={answer.customer} />}
      <Evidence answer={answer} />
      <GapFooter gaps={answer.gaps} />
    </Flex>
  );
}

/** Puts HubSpot's own dialogs into the card's header menu. */
function HeaderActions() {
  const { objectId, objectTypeId } = useViewer();
  const actionContext = { objectId, objectTypeId };
  return (
    <CrmCardActions
      actionConfigs={[
        { type: 'action-library-button', label: RECORD_WORDS.nextStep.task, actionType: 'ADD_TASK', actionContext },
        {
          type: 'action-library-button',
          label: RECORD_WORDS.nextStep.meeting,
          actionType: 'SCHEDULE_MEETING',
          actionContext,
        },
      ]}
    />
  );
}

function WhySection({ answer }: { readonly answer: PartnerAnswer }) {
  if (answer.state === 'not-enough-data') {
    if (answer.missing.length === 0) return null;
    return (
      <Section title={sections.missing}>
        {answer.missing.map((item) => (
          <Flex key={item.name} direction="column" gap="flush">
            <Text>{`${item.name}: ${item.stateText}`}</Text>
            <Text variant="microcopy">{item.todo}</Text>
          </Flex>
        ))}
      </Section>
    );
  }
  if (answer.state === 'new-partner') {
    return (
      <Section title={sections.soFar}>
        {answer.stats.map((tile) => (
          <Text key={tile.key}>{`${tile.label}: ${tile.value}${tile.note === null ? '' : `, ${tile.note}`}`}</Text>
        ))}
      </Section>
    );
  }
  return (
    <Section title={sections.why}>
      {answer.reasons.length > 0 ? (
        <ReasonList reasons={answer.reasons} />
      ) : (
        <Text>{answer.direction.key === 'unknown' ? sections.noEarlier : sections.noReasons}</Text>
      )}
    </Section>
  );
}

/** Four tabs: a fifth would have to be scrolled to in a narrow column. */
function Evidence({ answer }: { readonly answer: PartnerAnswer }) {
  return (
    <Tabs defaultSelected="drivers">
      <Tab tabId="drivers" title={sections.drivers}>
        <DriverTable drivers={answer.drivers} />
      </Tab>
      <Tab tabId="history" title={sections.history}>
        <Flex direction="column" gap="md">
          {answer.state !== 'new-partner' && <MetricTiles tiles={answer.stats} />}
          <TrendChart trend={answer.trend} />
          {answer.judgement !== null && (
            <>
              <Text format={{ fontWeight: 'bold' }}>{JUDGEMENT_WORDS.history}</Text>
              <JudgementHistory history={answer.judgement.history} />
            </>
          )}
        </Flex>
      </Tab>
      {answer.allMetrics !== null && (
        <Tab tabId="all" title={RECORD_WORDS.allMetrics.tab}>
          <AllMetrics all={answer.allMetrics} />
        </Tab>
      )}
      <Tab tabId="deals" title={sections.deals}>
        <CrmAssociationTable objectTypeId={OBJECT_TYPE.deal} propertyColumns={DEAL_COLUMNS} pageSize={10} />
      </Tab>
    </Tabs>
  );
}
