import { previewEffectCommand, type SettingsChange, saveSettingsCommand } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { Outcome } from '../outcome.tsx';
import { Flex, Inline, LoadingButton, Text } from '../sdk.ts';
import { EffectTable } from './effect-table.tsx';
import { useSettings } from './settings-context.ts';
import { useCommand } from './use-command.ts';

interface SaveBarProps {
  /** What would be saved; null while nothing differs. */
  readonly change: SettingsChange | null;
  /** Offers to work out beforehand what the change does to bands. */
  readonly hasEffect?: boolean;
  readonly onSaved: () => void;
}

/** Save, and before it, what saving would do. Nothing to do for who is no admin. */
export function SaveBar({ change, hasEffect = false, onSaved }: SaveBarProps) {
  const { isAdmin, version } = useSettings();
  const save = useCommand(saveSettingsCommand);
  const effect = useCommand(previewEffectCommand);
  if (!isAdmin) return null;
  const onSave = async () => {
    if (change === null) return;
    effect.clear();
    const answer = await save.run({ version, change });
    if (answer?.state === 'done') onSaved();
  };
  const onEffect = () => {
    save.clear();
    if (change !== null) void effect.run({ change });
  };
  const shown = effect.state.kind === 'answered' && effect.state.answer.state === 'effect' ? effect.state.answer : null;
  return (
    <Flex direction="column" gap="sm">
      <Inline gap="sm" align="center">
        <LoadingButton
          variant="primary"
          loading={save.state.kind === 'busy'}
          disabled={change === null}
          onClick={() => void onSave()}
        >
          {SETTINGS_WORDS.save}
        </LoadingButton>
        {hasEffect && (
          <LoadingButton
            variant="secondary"
            loading={effect.state.kind === 'busy'}
            disabled={change === null}
            onClick={onEffect}
          >
            {SETTINGS_WORDS.preview}
          </LoadingButton>
        )}
        {change !== null && <Text variant="microcopy">{SETTINGS_WORDS.unsaved}</Text>}
      </Inline>
      <Outcome state={save.state} />
      {shown === null ? <Outcome state={effect.state} /> : change !== null && <EffectTable effect={shown} />}
    </Flex>
  );
}
