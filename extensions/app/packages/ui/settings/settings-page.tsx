import { type SettingsReady, settingsPage, syncNowCommand } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { Outcome } from '../outcome.tsx';
import { Alert, Flex, Inline, LoadingButton, LoadingSpinner, StatusTag, Tab, Tabs, Text, Tile } from '../sdk.ts';
import { FailurePanel, ProblemPanel } from '../state-panel.tsx';
import { STATUS_VARIANT } from '../tone.ts';
import { useAnswer } from '../use-answer.ts';
import { FeedsTab } from './feeds-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { ProgrammeTab } from './programme-tab.tsx';
import { ScoreTab } from './score-tab.tsx';
import { SetUpTab } from './set-up-tab.tsx';
import { SettingsProvider, useSettings } from './settings-context.ts';
import { StatusTab } from './status-tab.tsx';
import { useCommand } from './use-command.ts';
import { WriteBackTab } from './write-back-tab.tsx';

/** The part of HubSpot's context that the settings page uses. */
interface SettingsContext {
  readonly user: { readonly locale?: string; readonly language?: string };
}

/** Everything an admin sets, and how the account is doing. */
export function SettingsPage({ context }: { readonly context: SettingsContext }) {
  const locale = context.user.locale ?? context.user.language;
  const { state, reload } = useAnswer(settingsPage, { locale });
  if (state.kind === 'loading') return <LoadingSpinner label={SETTINGS_WORDS.loading} showLabel layout="centered" />;
  if (state.kind === 'failed') return <FailurePanel failure={state.failure} onRetry={reload} />;
  const { answer } = state;
  if (answer.state === 'problem') return <ProblemPanel answer={answer} onRetry={reload} />;
  const { isAdmin, version, owners } = answer;
  return (
    <SettingsProvider value={{ locale, isAdmin, version, owners, reload }}>
      <Ready answer={answer} />
    </SettingsProvider>
  );
}

function Ready({ answer }: { readonly answer: SettingsReady }) {
  const { tabs } = SETTINGS_WORDS;
  return (
    <Flex direction="column" gap="md">
      <StatusLine answer={answer} />
      {answer.adminText !== null && (
        <Alert title={SETTINGS_WORDS.readOnly} variant="info">
          <Text>{answer.adminText}</Text>
        </Alert>
      )}
      <Tabs defaultSelected={answer.currentStep < 4 ? 'set-up' : 'status'}>
        <Tab tabId="set-up" title={tabs.setUp}>
          <SetUpTab answer={answer} />
        </Tab>
        <Tab tabId="score" title={tabs.score}>
          <ScoreTab score={answer.score} />
        </Tab>
        <Tab tabId="feeds" title={tabs.feeds}>
          <FeedsTab feeds={answer.feeds} />
        </Tab>
        <Tab tabId="programme" title={tabs.programme}>
          <ProgrammeTab programme={answer.programme} />
        </Tab>
        <Tab tabId="write-back" title={tabs.writeBack}>
          <WriteBackTab writeBack={answer.writeBack} />
        </Tab>
        <Tab tabId="status" title={tabs.status}>
          <StatusTab status={answer.status} />
        </Tab>
        <Tab tabId="people" title={tabs.people}>
          <PeopleTab people={answer.people} />
        </Tab>
      </Tabs>
    </Flex>
  );
}

function StatusLine({ answer: { status } }: { readonly answer: SettingsReady }) {
  const { isAdmin } = useSettings();
  const sync = useCommand(syncNowCommand);
  return (
    <Flex direction="column" gap="sm">
      <Tile compact>
        <Flex direction="row" justify="between" align="center" gap="sm" wrap="wrap">
          <Inline gap="md" align="center">
            <StatusTag variant={STATUS_VARIANT[status.tone]} hollow={status.tone === 'neutral'}>
              {status.word}
            </StatusTag>
            <Text variant="microcopy">{status.text}</Text>
          </Inline>
          {isAdmin && (
            <LoadingButton size="sm" loading={sync.state.kind === 'busy'} onClick={() => void sync.run({})}>
              {SETTINGS_WORDS.syncNow}
            </LoadingButton>
          )}
        </Flex>
      </Tile>
      <Outcome state={sync.state} />
    </Flex>
  );
}
