import type { ScorePart, SettingsChange } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { AutoGrid, Button, Flex, NumberInput, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';

type Model = ScorePart['model'];
const FIELD_PX = 180;
const words = SETTINGS_WORDS.model;

/** Weights and bars of the account's own. Nothing is saved before its effect can be looked at. */
export function ScoreModel({ model }: { readonly model: Model }) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState<Model | null>(null);
  const [isStandard, setIsStandard] = useState(false);
  const shown = draft ?? model;
  if (!isAdmin) return null;
  const change = isStandard ? { score: null } : draft === null ? null : changeOf(draft);
  const clear = () => {
    setDraft(null);
    setIsStandard(false);
  };
  return (
    <Section title={words.title}>
      <Flex direction="column" gap="md">
        <Text>{words.text}</Text>
        {!isStandard && (
          <>
            {shown.profiles.map((profile, at) => (
              <WeightFields
                key={profile.id}
                profile={profile}
                onChange={(weights) =>
                  setDraft({ ...shown, profiles: replaced(shown.profiles, at, { ...profile, weights }) })
                }
              />
            ))}
            <BarFields bars={shown.bars} onChange={(bars) => setDraft({ ...shown, bars })} />
          </>
        )}
        {isStandard && <Text>{words.standardText}</Text>}
        {model.isOwn && (
          <Button variant="transparent" size="sm" onClick={() => setIsStandard(!isStandard)}>
            {isStandard ? words.keep : words.standard}
          </Button>
        )}
        <SaveBar change={change} hasEffect onSaved={clear} />
      </Flex>
    </Section>
  );
}

const replaced = <T,>(list: readonly T[], at: number, item: T): T[] =>
  list.map((one, place) => (place === at ? item : one));

type Profile = Model['profiles'][number];

interface WeightFieldsProps {
  readonly profile: Profile;
  readonly onChange: (weights: Profile['weights']) => void;
}

function WeightFields({ profile, onChange }: WeightFieldsProps) {
  const sum = profile.weights.reduce((total, { weight }) => total + weight, 0);
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{`${profile.title}: ${words.sum(sum)}`}</Text>
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        {profile.weights.map((one, at) => (
          <NumberInput
            key={one.key}
            label={one.name}
            name={`weight-${profile.id}-${one.key}`}
            value={one.weight}
            min={0}
            max={100}
            onChange={(weight) => onChange(replaced(profile.weights, at, { ...one, weight: weight ?? 0 }))}
          />
        ))}
      </AutoGrid>
    </Flex>
  );
}

interface BarFieldsProps {
  readonly bars: Model['bars'];
  readonly onChange: (bars: Model['bars']) => void;
}

function BarFields({ bars, onChange }: BarFieldsProps) {
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{words.bars}</Text>
      <Text variant="microcopy">{words.barsText}</Text>
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        {bars.flatMap((bar, at) =>
          (['low', 'high'] as const).map((end) => (
            <NumberInput
              key={`${bar.key}-${end}`}
              label={words.bar(bar.name, end)}
              name={`bar-${bar.key}-${end}`}
              description={bar.unitText}
              value={bar[end]}
              onChange={(value) => onChange(replaced(bars, at, { ...bar, [end]: value ?? bar[end] }))}
            />
          )),
        )}
      </AutoGrid>
    </Flex>
  );
}

function changeOf({ profiles, bars }: Model): SettingsChange {
  const weights = (id: Profile['id']) =>
    Object.fromEntries((profiles.find((one) => one.id === id)?.weights ?? []).map(({ key, weight }) => [key, weight]));
  return {
    score: {
      weights: { early: weights('early'), producing: weights('producing') },
      bars: Object.fromEntries(bars.map(({ key, low, high }) => [key, { low, high }])),
    },
  };
}
