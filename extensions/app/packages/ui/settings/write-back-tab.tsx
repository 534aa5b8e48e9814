import {
  leaveCommand,
  pauseWritesCommand,
  resumeWritesCommand,
  type SettingsReady,
  undoWritesCommand,
  WRITE_DEALS_KEYS,
  type WriteDealsKey,
} from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Outcome } from '../outcome.tsx';
import { Accordion, Divider, Flex, Inline, LoadingButton, Select, StatusTag, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { Lines } from './lines.tsx';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';
import { useCommand } from './use-command.ts';

type WriteBack = SettingsReady['writeBack'];
const words = SETTINGS_WORDS.writeBack;

/** What is written, to how many records; how to stop it, take it back, and leave. */
export function WriteBackTab({ writeBack }: { readonly writeBack: WriteBack }) {
  const { isAdmin } = useSettings();
  return (
    <Flex direction="column" gap="lg">
      <Part title={SETTINGS_WORDS.tabs.writeBack}>
        <Inline gap="sm" align="center">
          <StatusTag variant={writeBack.isPaused ? 'warning' : 'success'}>
            {writeBack.isPaused ? words.paused : words.running}
          </StatusTag>
          <Text inline>{writeBack.stateText}</Text>
        </Inline>
        {isAdmin && <Controls writeBack={writeBack} />}
      </Part>
      <NextRun writeBack={writeBack} />
      <DealsWritten writeBack={writeBack} />
      {isAdmin && <Divider />}
      {isAdmin && <Leave />}
    </Flex>
  );
}

function Controls({ writeBack }: { readonly writeBack: WriteBack }) {
  const pause = useCommand(pauseWritesCommand);
  const resume = useCommand(resumeWritesCommand);
  const undo = useCommand(undoWritesCommand);
  const only = (one: { readonly run: (body: object) => unknown }) => {
    for (const each of [pause, resume, undo]) each.clear();
    void one.run({});
  };
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="start" wrap="wrap">
        {writeBack.isPaused ? (
          <LoadingButton size="sm" loading={resume.state.kind === 'busy'} onClick={() => only(resume)}>
            {words.resume}
          </LoadingButton>
        ) : (
          <LoadingButton size="sm" loading={pause.state.kind === 'busy'} onClick={() => only(pause)}>
            {words.pause}
          </LoadingButton>
        )}
        <ConfirmButton
          label={words.undo}
          title={words.undoTitle}
          text={writeBack.undoText}
          isBusy={undo.state.kind === 'busy'}
          disabled={!writeBack.canUndo}
          onConfirm={() => only(undo)}
        />
      </Flex>
      {!writeBack.canUndo && <Text variant="microcopy">{writeBack.undoText}</Text>}
      {[pause, resume, undo].map(({ state }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed places.
        <Outcome key={index} state={state} />
      ))}
    </Flex>
  );
}

function NextRun({ writeBack }: { readonly writeBack: WriteBack }) {
  const isNothing = writeBack.properties.length === 0 && writeBack.samples.length === 0;
  return (
    <Part title={words.next}>
      <Lines lines={writeBack.lines} />
      {isNothing && <Text variant="microcopy">{words.nothing}</Text>}
      {writeBack.properties.length > 0 && (
        <Accordion title={words.properties} size="sm">
          <Lines lines={writeBack.properties} />
        </Accordion>
      )}
      {writeBack.samples.length > 0 && (
        <Section title={words.samples}>
          {writeBack.samples.map(({ title, lines }) => (
            <Flex key={title} direction="column" gap="flush">
              <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
              {lines.map((line) => (
                <Text key={line} variant="microcopy">
                  {line}
                </Text>
              ))}
            </Flex>
          ))}
        </Section>
      )}
    </Part>
  );
}

function DealsWritten({ writeBack }: { readonly writeBack: WriteBack }) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState<WriteDealsKey | null>(null);
  const shown = draft ?? writeBack.writeDeals;
  return (
    <Part title={words.dealsTitle} text={words.dealsHelp}>
      <Select
        label={words.deals}
        name="write-deals"
        options={WRITE_DEALS_KEYS.map((key) => ({ value: key, label: words.dealsWords[key] }))}
        value={shown}
        readOnly={!isAdmin}
        onChange={(value) => setDraft(WRITE_DEALS_KEYS.find((key) => key === value) ?? null)}
      />
      <SaveBar change={shown === writeBack.writeDeals ? null : { writeDeals: shown }} onSaved={() => setDraft(null)} />
    </Part>
  );
}

function Leave() {
  const leave = useCommand(leaveCommand);
  const go = (properties: 'keep' | 'remove') => void leave.run({ properties, confirm: 'remove partner pulse' });
  const isBusy = leave.state.kind === 'busy';
  return (
    <Part title={words.leave} text={words.leaveText}>
      <Flex direction="row" gap="sm" align="start" wrap="wrap">
        <ConfirmButton
          label={words.leaveKeep}
          title={words.leaveKeepTitle}
          text={words.leaveKeepText}
          isBusy={isBusy}
          onConfirm={() => go('keep')}
        />
        <ConfirmButton
          label={words.leaveRemove}
          title={words.leaveRemoveTitle}
          text={words.leaveRemoveText}
          isBusy={isBusy}
          onConfirm={() => go('remove')}
        />
      </Flex>
      <Outcome state={leave.state} />
    </Part>
  );
}
