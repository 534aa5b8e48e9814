import type { PartnerAnswer } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { CardFrame, type CardProps } from './card-frame.tsx';
import { CompanyStates } from './company-states.tsx';
import { CustomerSection } from './customer-section.tsx';
import { DriverTable } from './driver-table.tsx';
import { GapFooter } from './gap-footer.tsx';
import { JudgementActions } from './judgement-actions.tsx';
import { NextStep } from './next-step.tsx';
import { PanelLink } from './panel-link.tsx';
import { ReasonList } from './reason-list.tsx';
import { ScoreLine } from './score-line.tsx';
import { DescriptionList, DescriptionListItem, Divider, Flex, Text } from './sdk.ts';

const { sections } = RECORD_WORDS;

/**
 * Partner health beside a company record, some 350 px wide: the answer, the money, one thing to do; the rest opens in a
 * panel. No charts and no tabs, and none of HubSpot's record tables, which a sidebar does not have.
 */
export function CompanySidebar({ context }: CardProps) {
  return (
    <CardFrame context={context}>
      <CompanyStates>{(answer, reload) => <Brief answer={answer} onDone={reload} />}</CompanyStates>
    </CardFrame>
  );
}

interface BriefProps {
  readonly answer: PartnerAnswer;
  readonly onDone: () => void;
}

function Brief({ answer, onDone }: BriefProps) {
  const { judgement } = answer;
  return (
    <Flex direction="column" gap="sm">
      <ScoreLine answer={answer} />
      <DescriptionList direction="column">
        {answer.money.map((tile) => (
          <DescriptionListItem key={tile.key} label={tile.label}>
            <Text>{[tile.value, tile.note].filter((part) => part !== null).join(', ')}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
      <PanelLink id="drivers" label={sections.more}>
        {() => <Drivers answer={answer} />}
      </PanelLink>
      {answer.action !== null && (
        <>
          <Divider />
          <NextStep step={answer.action} />
        </>
      )}
      {judgement !== null && (
        <>
          <Divider />
          <JudgementActions partnerId={answer.partner.recordId} judgement={judgement} onDone={onDone} />
        </>
      )}
      {answer.customer !== null && (
        <>
          <Divider />
          <CustomerSection customer={answer.customer} />
        </>
      )}
    </Flex>
  );
}

/** Why, and what the score is made of: what the wide card shows in tabs. */
function Drivers({ answer }: Pick<BriefProps, 'answer'>) {
  return (
    <>
      {answer.state === 'scored' && answer.reasons.length > 0 && <ReasonList reasons={answer.reasons} />}
      <DriverTable drivers={answer.drivers} />
      <GapFooter gaps={answer.gaps} />
    </>
  );
}
