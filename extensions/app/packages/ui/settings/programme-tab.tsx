import type { SegmentKey, SettingsReady, SettingsTarget } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { DayInput } from '../day-input.tsx';
import { AutoGrid, Button, Flex, Inline, Input, NumberInput, Text, Tile, Toggle } from '../sdk.ts';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';

type Programme = SettingsReady['programme'];
const words = SETTINGS_WORDS.programme;
const FIELD_PX = 180;

/** What is measured against: targets, and whom partners are compared with. */
export function ProgrammeTab({ programme }: { readonly programme: Programme }) {
  return (
    <Flex direction="column" gap="lg">
      <Targets programme={programme} />
      <Segments segments={programme.segments} />
    </Flex>
  );
}

function Targets({ programme }: { readonly programme: Programme }) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState<readonly SettingsTarget[] | null>(null);
  const present = programme.targets.map(({ target }) => target);
  const shown = draft ?? present;
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(present);
  const known = new Map(programme.targets.map((one) => [JSON.stringify(one.target), one]));
  return (
    <Part title={words.targets} text={words.targetsText}>
      {shown.length === 0 && <Text variant="microcopy">{words.noTargets}</Text>}
      {shown.map((target, index) => {
        const said = known.get(JSON.stringify(target));
        return (
          <Tile key={JSON.stringify(target)} compact>
            <Flex direction="row" justify="between" align="center" gap="sm" wrap="wrap">
              <Flex direction="column" gap="flush">
                <Text format={{ fontWeight: 'demibold' }}>{said?.title ?? words.whose(target.partnerId)}</Text>
                <Text>
                  {said?.text ?? words.unsavedTarget(target.amount, programme.currency, target.from, target.to)}
                </Text>
              </Flex>
              {isAdmin && (
                <Button variant="secondary" size="xs" onClick={() => setDraft(shown.filter((_, at) => at !== index))}>
                  {SETTINGS_WORDS.remove}
                </Button>
              )}
            </Flex>
          </Tile>
        );
      })}
      {isAdmin && <NewTarget currency={programme.currency} onAdd={(target) => setDraft([...shown, target])} />}
      <SaveBar change={isChanged ? { targets: [...shown] } : null} onSaved={() => setDraft(null)} />
    </Part>
  );
}

interface Typed {
  readonly partnerId: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number | null;
}
const NOTHING: Typed = { partnerId: '', from: '', to: '', amount: null };

function NewTarget({
  currency,
  onAdd,
}: {
  readonly currency: string;
  readonly onAdd: (target: SettingsTarget) => void;
}) {
  const [typed, setTyped] = useState(NOTHING);
  const { partnerId, from, to, amount } = typed;
  const isWrongId = partnerId !== '' && !/^\d{1,20}$/.test(partnerId);
  const isReversed = from !== '' && to !== '' && to < from;
  const isReady = !isWrongId && from !== '' && to !== '' && !isReversed && amount !== null && amount > 0;
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const add = () => {
    if (!isReady) return;
    onAdd({ partnerId: partnerId === '' ? null : partnerId, from, to, amount });
    setTyped(NOTHING);
  };
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        <Input
          label={words.partnerId}
          name="target-partner"
          description={words.partnerIdHelp}
          value={partnerId}
          error={isWrongId}
          validationMessage={isWrongId ? SETTINGS_WORDS.previewStep.testWrong : ''}
          onChange={(value) => set({ partnerId: value.trim() })}
        />
        <DayInput
          label={words.from}
          name="target-from"
          description={words.fromHelp}
          value={from}
          max={to}
          onChange={(day) => set({ from: day })}
        />
        <DayInput
          label={words.to}
          name="target-to"
          description={words.toHelp}
          value={to}
          min={from}
          error={isReversed ? words.orderWrong : ''}
          onChange={(day) => set({ to: day })}
        />
        <NumberInput
          label={`${words.amount} (${currency})`}
          name="target-amount"
          description={words.amountHelp}
          min={0}
          {...(amount === null ? {} : { value: amount })}
          onChange={(value) => set({ amount: value > 0 ? value : null })}
        />
      </AutoGrid>
      <Inline>
        <Button variant="secondary" size="sm" disabled={!isReady} onClick={add}>
          {words.addTarget}
        </Button>
      </Inline>
    </Flex>
  );
}

function Segments({ segments }: Pick<Programme, 'segments'>) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState<readonly SegmentKey[] | null>(null);
  const present = segments.flatMap(({ key, isOn }) => (isOn ? [key] : []));
  const shown = draft ?? present;
  // In the order of the page, so that on and off again is no change.
  const next = segments.map(({ key }) => key).filter((key) => shown.includes(key));
  const isChanged = next.join() !== present.join();
  const toggle = (key: SegmentKey, isOn: boolean) =>
    setDraft(isOn ? [...shown, key] : shown.filter((one) => one !== key));
  return (
    <Part title={words.segments} text={words.segmentsText}>
      {segments.map(({ key, label, note }) => (
        <Flex key={key} direction="column" gap="flush">
          <Toggle
            name={`segment-${key}`}
            label={label}
            labelDisplay="inline"
            size="sm"
            checked={shown.includes(key)}
            readonly={!isAdmin}
            onChange={(isOn) => toggle(key, isOn)}
          />
          <Text variant="microcopy">{note}</Text>
        </Flex>
      ))}
      <SaveBar change={isChanged ? { segments: next } : null} onSaved={() => setDraft(null)} />
    </Part>
  );
}
