import type { ScorePart, SettingsChange } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { type ReactNode, useState } from 'react';
import { AutoGrid, Button, Flex, NumberInput, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';

type Model = ScorePart['model'];
const FIELD_PX = 180;
const words = SETTINGS_WORDS.model;

/** Weights, bars and bands of the account's own. Nothing is saved before its effect can be looked at. */
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
            {shown.bands !== null && (
              <BandFields bands={shown.bands} onChange={(bands) => setDraft({ ...shown, bands })} />
            )}
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
    <Fields title={`${profile.title}: ${words.sum(sum)}`}>
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
    </Fields>
  );
}

interface BarFieldsProps {
  readonly bars: Model['bars'];
  readonly onChange: (bars: Model['bars']) => void;
}

function BarFields({ bars, onChange }: BarFieldsProps) {
  return (
    <Fields title={words.bars} text={words.barsText}>
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
    </Fields>
  );
}

const BAND_ENDS = ['healthy', 'watch'] as const;
type Bands = NonNullable<Model['bands']>;

function BandFields({ bands, onChange }: { readonly bands: Bands; readonly onChange: (bands: Bands) => void }) {
  return (
    <Fields title={words.bands} text={words.bandsText}>
      {BAND_ENDS.map((key) => (
        <NumberInput
          key={key}
          label={words.bandFrom[key]}
          name={`band-${key}`}
          value={bands[key]}
          min={1}
          max={99}
          precision={0}
          onChange={(value) => onChange({ ...bands, [key]: value ?? bands[key] })}
        />
      ))}
    </Fields>
  );
}

interface FieldsProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** Some number fields with what they are about. */
function Fields({ title, text, children }: FieldsProps) {
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      {text !== undefined && <Text variant="microcopy">{text}</Text>}
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        {children}
      </AutoGrid>
    </Flex>
  );
}

function changeOf({ profiles, bars, bands }: Model): SettingsChange {
  const weights = (id: Profile['id']) =>
    Object.fromEntries((profiles.find((one) => one.id === id)?.weights ?? []).map(({ key, weight }) => [key, weight]));
  return {
    score: {
      weights: { early: weights('early'), producing: weights('producing') },
      bars: Object.fromEntries(bars.map(({ key, low, high }) => [key, { low, high }])),
      ...(bands && { bands }),
    },
  };
}
