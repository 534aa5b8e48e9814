import type { Action } from '@partner-pulse/contract';
import { RECORD_WORDS } from '@partner-pulse/words';
import { CrmActionButton, Flex, Text } from './sdk.ts';
import { useViewer } from './viewer.tsx';

interface NextStepProps {
  readonly step: Action;
  readonly kind?: 'task' | 'meeting';
}

/** One thing to do, its owner, and HubSpot's own dialog one click away. */
export function NextStep({ step, kind = 'task' }: NextStepProps) {
  const { objectId, objectTypeId } = useViewer();
  return (
    <Flex direction="column" gap="sm" align="start">
      <Text>{step.text}</Text>
      <Text variant="microcopy">{step.ownerName ?? RECORD_WORDS.nextStep.noOwner}</Text>
      <CrmActionButton
        actionType={kind === 'meeting' ? 'SCHEDULE_MEETING' : 'ADD_TASK'}
        actionContext={{ objectId, objectTypeId }}
        variant="primary"
        size="sm"
      >
        {RECORD_WORDS.nextStep[kind]}
      </CrmActionButton>
    </Flex>
  );
}
