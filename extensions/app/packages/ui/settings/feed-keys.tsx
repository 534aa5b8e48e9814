import { makeFeedKeyCommand, revokeFeedKeyCommand, type SettingsReady } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Outcome } from '../outcome.tsx';
import { Alert, Flex, Inline, Input, LoadingButton, StatusTag, Text } from '../sdk.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Part } from './part.tsx';
import { useSettings } from './settings-context.ts';
import { useCommand } from './use-command.ts';

type Key = SettingsReady['feeds']['keys'][number];
const words = SETTINGS_WORDS.feeds;

/** Keys of programs that upload: made here, shown once, revoked one by one. */
export function FeedKeys({ keys }: { readonly keys: readonly Key[] }) {
  const { isAdmin } = useSettings();
  return (
    <Part title={words.keys} text={words.keysText}>
      {keys.length === 0 && <Text variant="microcopy">{words.noKeys}</Text>}
      {keys.map((key) => (
        <KeyRow key={key.id} feedKey={key} />
      ))}
      {isAdmin && <MakeKey />}
    </Part>
  );
}

function KeyRow({ feedKey }: { readonly feedKey: Key }) {
  const { isAdmin } = useSettings();
  const revoke = useCommand(revokeFeedKeyCommand);
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" justify="between" align="center" gap="sm" wrap="wrap">
        <Flex direction="column" gap="flush">
          <StatusTag variant={feedKey.isValid ? 'success' : 'default'} hollow={!feedKey.isValid}>
            {feedKey.label}
          </StatusTag>
          <Text variant="microcopy">{feedKey.text}</Text>
        </Flex>
        {isAdmin && feedKey.isValid && (
          <ConfirmButton
            label={words.revoke}
            title={words.revokeTitle}
            text={words.revokeText}
            size="xs"
            isBusy={revoke.state.kind === 'busy'}
            onConfirm={() => void revoke.run({ id: feedKey.id })}
          />
        )}
      </Flex>
      <Outcome state={revoke.state} />
    </Flex>
  );
}

function MakeKey() {
  const make = useCommand(makeFeedKeyCommand);
  const [label, setLabel] = useState('');
  const made = make.state.kind === 'answered' && make.state.answer.state === 'key' ? make.state.answer : null;
  const onMake = async () => {
    const answer = await make.run({ label: label.trim() });
    if (answer?.state === 'key') setLabel('');
  };
  return (
    <Flex direction="column" gap="sm">
      <Input label={words.keyLabel} name="key-label" value={label} onInput={setLabel} onChange={setLabel} />
      <Inline>
        <LoadingButton
          variant="secondary"
          size="sm"
          loading={make.state.kind === 'busy'}
          disabled={label.trim() === ''}
          onClick={() => void onMake()}
        >
          {words.makeKey}
        </LoadingButton>
      </Inline>
      {made === null ? (
        <Outcome state={make.state} />
      ) : (
        <Alert title={words.keyTitle} variant="success">
          <Flex direction="column" gap="xs">
            <Text format={{ fontWeight: 'demibold' }}>{made.key}</Text>
            <Text>{made.text}</Text>
          </Flex>
        </Alert>
      )}
    </Flex>
  );
}
