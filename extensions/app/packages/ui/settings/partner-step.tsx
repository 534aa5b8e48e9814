import { type SettingsReady, settingsValues } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Flex, LoadingSpinner, Select, Text, ToggleGroup } from '../sdk.ts';
import { useAnswer } from '../use-answer.ts';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';
import { Warning } from './warning.tsx';

interface Draft {
  readonly property: string;
  readonly values: readonly string[];
}
interface ValueRow {
  readonly value: string;
  readonly label: string;
  readonly countText: string;
}

/** Step 1: the property and the values that make a company a partner. */
export function PartnerStep({ partners }: { readonly partners: SettingsReady['partners'] }) {
  const { isAdmin } = useSettings();
  const words = SETTINGS_WORDS.partners;
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = draft ?? partners;
  const isOther = shown.property !== partners.property;
  const setValues = (values: readonly string[]) => setDraft({ property: shown.property, values });
  return (
    <Part title={SETTINGS_WORDS.steps[0]} text={words.text}>
      <Text format={{ fontWeight: 'demibold' }}>{partners.summary}</Text>
      <Warning text={partners.warning} />
      <Select
        label={words.property}
        name="partner-property"
        description={words.propertyHelp}
        options={[...partners.properties]}
        value={shown.property}
        readOnly={!isAdmin}
        onChange={(value) => setDraft({ property: String(value), values: [] })}
      />
      {isOther ? (
        <OtherValues property={shown.property} values={shown.values} onChange={setValues} />
      ) : (
        <Values rows={partners.counts} values={shown.values} onChange={setValues} />
      )}
      <SaveBar
        change={
          draft !== null && isChanged(draft, partners) ? { partnerRule: { ...draft, values: [...draft.values] } } : null
        }
        hasEffect
        onSaved={() => setDraft(null)}
      />
    </Part>
  );
}

const isChanged = (draft: Draft, partners: SettingsReady['partners']): boolean =>
  draft.property !== partners.property ||
  [...draft.values].sort().join('\n') !== [...partners.values].sort().join('\n');

interface ValuesProps {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A property that was not in use so far: HubSpot is asked what it holds. */
function OtherValues({ property, ...rest }: ValuesProps & { readonly property: string }) {
  const { locale, isAdmin } = useSettings();
  const { state } = useAnswer(settingsValues, { property, locale });
  if (!isAdmin) return null;
  if (state.kind === 'loading')
    return <LoadingSpinner label={SETTINGS_WORDS.loadingCounts} showLabel layout="inline" />;
  if (state.kind === 'failed') return <Warning text={SETTINGS_WORDS.partners.countsFailed} />;
  if (state.answer.state === 'problem') return <Warning text={state.answer.problem.message} />;
  return (
    <Flex direction="column" gap="sm">
      <Warning text={state.answer.note} />
      <Values rows={state.answer.counts} {...rest} />
    </Flex>
  );
}

function Values({ rows, values, onChange }: ValuesProps & { readonly rows: readonly ValueRow[] }) {
  const { isAdmin } = useSettings();
  const words = SETTINGS_WORDS.partners;
  if (rows.length === 0) return <Text variant="microcopy">{words.noValues}</Text>;
  return (
    <ToggleGroup
      toggleType="checkboxList"
      name="partner-values"
      label={words.values}
      value={[...values]}
      options={rows.map(({ value, label, countText }) => ({
        value,
        label: `${label} · ${countText}`,
        initialIsChecked: values.includes(value),
        readonly: !isAdmin,
      }))}
      onChange={(chosen) => onChange(chosen.map(String))}
    />
  );
}
