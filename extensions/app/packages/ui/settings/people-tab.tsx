import {
  addAdminCommand,
  type ChangeEntry,
  removeAdminCommand,
  restoreSettingsCommand,
  type SettingsReady,
} from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Outcome } from '../outcome.tsx';
import { Flex, Inline, Input, LoadingButton, Select, Text, Tile, Toggle } from '../sdk.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';
import { useCommand } from './use-command.ts';

type People = SettingsReady['people'];
const words = SETTINGS_WORDS.people;

/** Who may change something, and who has changed what. */
export function PeopleTab({ people }: { readonly people: People }) {
  return (
    <Flex direction="column" gap="lg">
      <Admins {...people} />
      <Rights rights={people.rights} />
      <Part title={words.changes}>
        {people.changes.length === 0 && <Text variant="microcopy">{words.noChanges}</Text>}
        {people.changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </Part>
    </Flex>
  );
}

const RIGHT_KEYS = ['overrides', 'sharing'] as const;

/** What everybody may do on a partner's card, beside reviewing it. */
function Rights({ rights }: Pick<People, 'rights'>) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState(rights);
  const isSame = RIGHT_KEYS.every((key) => draft[key] === rights[key]);
  return (
    <Part title={words.rights} text={words.rightsText}>
      {RIGHT_KEYS.map((key) => (
        <Toggle
          key={key}
          name={`right-${key}`}
          label={words[key]}
          size="sm"
          checked={draft[key] === 'everyone'}
          readonly={!isAdmin}
          onChange={(isOn) => setDraft({ ...draft, [key]: isOn ? 'everyone' : 'admins' })}
        />
      ))}
      <SaveBar change={isSame ? null : { judgements: draft }} onSaved={() => undefined} />
    </Part>
  );
}

function Admins({ admins, candidates }: Pick<People, 'admins' | 'candidates'>) {
  const { isAdmin } = useSettings();
  const remove = useCommand(removeAdminCommand);
  return (
    <Part title={words.admins} text={words.adminsText}>
      {admins.map(({ userId, name, note, isYou }) => (
        <Flex key={userId} direction="row" justify="between" align="center" gap="sm" wrap="wrap">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{isYou ? words.you(name) : name}</Text>
            <Text variant="microcopy">{note}</Text>
          </Flex>
          {isAdmin && (
            <ConfirmButton
              label={SETTINGS_WORDS.remove}
              title={words.removeTitle}
              text={isYou ? words.removeYouText : words.removeText}
              size="xs"
              isBusy={remove.state.kind === 'busy'}
              onConfirm={() => void remove.run({ userId })}
            />
          )}
        </Flex>
      ))}
      <Outcome state={remove.state} />
      {isAdmin && <AddAdmin candidates={candidates} />}
    </Part>
  );
}

const BY_ID = 'by-id';

/** One of the account's owners; somebody who owns nothing is added by the id of the user. */
function AddAdmin({ candidates }: Pick<People, 'candidates'>) {
  const add = useCommand(addAdminCommand);
  const [isById, setById] = useState(candidates.length === 0);
  const [userId, setUserId] = useState('');
  const isWrong = userId !== '' && !/^\d{1,20}$/.test(userId);
  const onAdd = async () => {
    const answer = await add.run({ userId });
    if (answer?.state === 'done') setUserId('');
  };
  const set = (value: string) => setUserId(value.trim());
  return (
    <Flex direction="column" gap="sm">
      {candidates.length > 0 && (
        <Select
          label={words.user}
          name="admin-owner"
          placeholder={words.choose}
          options={[...candidates, { value: BY_ID, label: words.byId }]}
          value={isById ? BY_ID : userId}
          onChange={(value) => {
            setById(value === BY_ID);
            set(value === BY_ID ? '' : String(value));
          }}
        />
      )}
      {isById && (
        <Input
          label={words.userId}
          name="admin-user"
          description={words.userIdHelp}
          value={userId}
          error={isWrong}
          validationMessage={isWrong ? words.userIdWrong : ''}
          onInput={set}
          onChange={set}
        />
      )}
      <Inline>
        <LoadingButton
          variant="secondary"
          size="sm"
          loading={add.state.kind === 'busy'}
          disabled={userId === '' || isWrong}
          onClick={() => void onAdd()}
        >
          {words.addAdmin}
        </LoadingButton>
      </Inline>
      <Outcome state={add.state} />
    </Flex>
  );
}

function Change({ change }: { readonly change: ChangeEntry }) {
  const { isAdmin, version } = useSettings();
  const restore = useCommand(restoreSettingsCommand);
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Flex direction="row" justify="between" align="start" gap="sm" wrap="wrap">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{change.title}</Text>
            <Text variant="microcopy">{`${change.whenText} · ${change.whoText}`}</Text>
            {change.lines.map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </Flex>
          {isAdmin && change.canRestore && (
            <ConfirmButton
              label={words.restore}
              title={words.restoreTitle}
              text={words.restoreText}
              size="xs"
              isBusy={restore.state.kind === 'busy'}
              onConfirm={() => void restore.run({ version, changeId: change.id })}
            />
          )}
        </Flex>
        <Outcome state={restore.state} />
      </Flex>
    </Tile>
  );
}
