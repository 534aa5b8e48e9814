import { CADENCE_KEYS, type MetricChoice, setMetricCommand } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Outcome } from '../outcome.tsx';
import { Alert, AutoGrid, Button, Flex, Inline, List, LoadingButton, Select, StatusTag, Text, Tile } from '../sdk.ts';
import { STATUS_VARIANT } from '../tone.ts';
import { useSettings } from './settings-context.ts';
import { useCommand } from './use-command.ts';

const words = SETTINGS_WORDS.score;
const NOBODY = 'nobody';
const FIELD_PX = 220;

/** One metric: what it asks, who answers for it, when it is looked at again. Opens to be changed. */
export function MetricRow({ metric }: { readonly metric: MetricChoice }) {
  const { isAdmin } = useSettings();
  const [isOpen, setOpen] = useState(false);
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Flex direction="row" justify="between" align="start" gap="sm" wrap="wrap">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{metric.name}</Text>
            <Text variant="microcopy">{metric.question}</Text>
          </Flex>
          <Inline gap="md" align="center">
            {metric.isActive && (
              <StatusTag variant={STATUS_VARIANT[metric.reviewTone]} hollow={metric.reviewTone !== 'good'}>
                {`${metric.ownerText} · ${metric.reviewText}`}
              </StatusTag>
            )}
            {isAdmin && (
              <Button variant="secondary" size="xs" onClick={() => setOpen(!isOpen)}>
                {isOpen ? SETTINGS_WORDS.cancel : metric.isActive ? words.edit : words.switchOn}
              </Button>
            )}
          </Inline>
        </Flex>
        {isOpen && <MetricForm metric={metric} onDone={() => setOpen(false)} />}
      </Flex>
    </Tile>
  );
}

function MetricForm({ metric, onDone }: { readonly metric: MetricChoice; readonly onDone: () => void }) {
  const { version, owners } = useSettings();
  const command = useCommand(setMetricCommand);
  const [ownerId, setOwner] = useState(metric.ownerId);
  const [cadence, setCadence] = useState(metric.cadence);
  const send = async (wish: { isActive: boolean; retire?: string; isReviewed?: boolean }) => {
    const { isActive, retire = null, isReviewed = false } = wish;
    const answer = await command.run({ version, metric: metric.id, isActive, ownerId, cadence, retire, isReviewed });
    if (answer?.state === 'done') onDone();
  };
  const isBusy = command.state.kind === 'busy';
  return (
    <Flex direction="column" gap="sm">
      {metric.toSwitchOn.length > 0 && (
        <Flex direction="column" gap="xs">
          <Text format={{ fontWeight: 'demibold' }}>{words.needs}</Text>
          <List variant="unordered-styled">
            {metric.toSwitchOn.map((need) => (
              <Text key={need}>{need}</Text>
            ))}
          </List>
        </Flex>
      )}
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        <Select
          label={words.owner}
          name={`owner-${metric.id}`}
          options={[{ value: NOBODY, label: SETTINGS_WORDS.nobody }, ...owners]}
          value={ownerId ?? NOBODY}
          onChange={(value) => setOwner(value === NOBODY ? null : String(value))}
        />
        <Select
          label={words.cadence}
          name={`cadence-${metric.id}`}
          options={CADENCE_KEYS.map((key) => ({ value: key, label: words.cadenceWords[key] }))}
          value={cadence}
          onChange={(value) => setCadence(CADENCE_KEYS.find((key) => key === value) ?? cadence)}
        />
      </AutoGrid>
      <Inline gap="sm">
        <LoadingButton variant="primary" size="sm" loading={isBusy} onClick={() => void send({ isActive: true })}>
          {metric.isActive ? SETTINGS_WORDS.save : words.switchOn}
        </LoadingButton>
        {metric.isActive && (
          <Button
            variant="secondary"
            size="sm"
            disabled={isBusy}
            onClick={() => void send({ isActive: true, isReviewed: true })}
          >
            {words.reviewed}
          </Button>
        )}
        {metric.isActive && (
          <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => void send({ isActive: false })}>
            {words.switchOff}
          </Button>
        )}
      </Inline>
      <Answer command={command} onRetire={(retire) => void send({ isActive: true, retire })} />
    </Flex>
  );
}

/** As many as allowed are on: asks which is to go. Anything else is said as it is. */
function Answer({
  command: { state },
  onRetire,
}: {
  readonly command: ReturnType<typeof useCommand<typeof setMetricCommand.body>>;
  readonly onRetire: (metric: string) => void;
}) {
  if (state.kind !== 'answered' || state.answer.state !== 'refused' || state.answer.choices.length === 0) {
    return <Outcome state={state} />;
  }
  return (
    <Alert title={words.retireTitle} variant="warning">
      <Flex direction="column" gap="sm">
        <Text>{state.answer.text}</Text>
        <Inline gap="xs">
          {state.answer.choices.map(({ value, label }) => (
            <Button key={value} variant="secondary" size="xs" onClick={() => onRetire(value)}>
              {`${words.retire} ${label}`}
            </Button>
          ))}
        </Inline>
      </Flex>
    </Alert>
  );
}
