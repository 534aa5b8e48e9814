import { MATCH_KEYS, type MatchKey, type SettingsChange, type SettingsReady } from '@partner-pulse/contract';
import { ROLE_KEYS, ROLE_MEANINGS, ROLE_WORDS, type RoleKey, SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Accordion, AutoGrid, Flex, Select, Text } from '../sdk.ts';
import { Section } from '../section.tsx';
import { Lines } from './lines.tsx';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';
import { Warning } from './warning.tsx';

type Roles = SettingsReady['roles'];
interface Draft {
  readonly labels: Readonly<Record<string, RoleKey>>;
  readonly property: Roles['property'];
}
const NONE = 'none';
const FIELD_PX = 260;
const words = SETTINGS_WORDS.roles;
const ROLE_OPTIONS = ROLE_KEYS.map((key) => ({ value: key, label: `${ROLE_WORDS[key]}: ${ROLE_MEANINGS[key]}` }));

const draftOf = ({ labels, property }: Roles): Draft => ({
  labels: Object.fromEntries(labels.flatMap(({ label, role }) => (role === null ? [] : [[label, role]]))),
  property,
});
const roleOf = (value: unknown): RoleKey | undefined => ROLE_KEYS.find((key) => key === value);
const matchOf = (value: unknown): MatchKey => MATCH_KEYS.find((key) => key === value) ?? 'name';

/** Step 2: how deals name partners, and where two names disagree. */
export function RolesStep({ roles }: { readonly roles: Roles }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = draft ?? draftOf(roles);
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(draftOf(roles));
  const change: SettingsChange | null = isChanged
    ? { labels: { ...draft.labels }, dealProperty: draft.property }
    : null;
  return (
    <Part title={SETTINGS_WORDS.steps[1]} text={words.text}>
      <Warning text={roles.warning} />
      <Section title={words.counts}>
        <Lines lines={roles.lines} />
      </Section>
      <Labels roles={roles} draft={shown} onChange={setDraft} />
      <DealProperty roles={roles} draft={shown} onChange={setDraft} />
      <SaveBar change={change} hasEffect onSaved={() => setDraft(null)} />
      <Conflicts conflicts={roles.conflicts} />
    </Part>
  );
}

interface FieldsProps {
  readonly roles: Roles;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Labels({ roles, draft, onChange }: FieldsProps) {
  const { isAdmin } = useSettings();
  const setRole = (label: string, value: unknown) => {
    const { [label]: _, ...others } = draft.labels;
    const role = roleOf(value);
    onChange({ ...draft, labels: role === undefined ? others : { ...others, [label]: role } });
  };
  return (
    <Section title={words.labels}>
      <Text variant="microcopy">{roles.labels.length === 0 ? words.noLabels : words.labelsText}</Text>
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        {roles.labels.map(({ label, countText }) => (
          <Select
            key={label}
            label={label}
            name={`label-${label}`}
            description={countText}
            options={[{ value: NONE, label: words.noRole }, ...ROLE_OPTIONS]}
            value={draft.labels[label] ?? NONE}
            readOnly={!isAdmin}
            onChange={(value) => setRole(label, value)}
          />
        ))}
      </AutoGrid>
    </Section>
  );
}

function DealProperty({ roles, draft, onChange }: FieldsProps) {
  const { isAdmin } = useSettings();
  const { property } = draft;
  const setName = (name: string) =>
    onChange({
      ...draft,
      property:
        name === NONE ? null : { matches: property?.matches ?? 'name', role: property?.role ?? 'sourced', name },
    });
  return (
    <Section title={words.propertyTitle}>
      <AutoGrid columnWidth={FIELD_PX} flexible gap="sm">
        <Select
          label={words.property}
          name="deal-property"
          options={[{ value: NONE, label: words.noProperty }, ...roles.properties]}
          value={property?.name ?? NONE}
          readOnly={!isAdmin}
          onChange={(value) => setName(String(value))}
        />
        {property !== null && (
          <Select
            label={words.matches}
            name="deal-property-matches"
            options={MATCH_KEYS.map((key) => ({ value: key, label: words.matchWords[key] }))}
            value={property.matches}
            readOnly={!isAdmin}
            onChange={(value) => onChange({ ...draft, property: { ...property, matches: matchOf(value) } })}
          />
        )}
        {property !== null && (
          <Select
            label={words.role}
            name="deal-property-role"
            options={ROLE_OPTIONS}
            value={property.role}
            readOnly={!isAdmin}
            onChange={(value) =>
              onChange({ ...draft, property: { ...property, role: roleOf(value) ?? property.role } })
            }
          />
        )}
      </AutoGrid>
    </Section>
  );
}

/** Ids only: HubSpot shows what is in the records to whoever may see them. */
function Conflicts({ conflicts }: { readonly conflicts: Roles['conflicts'] }) {
  return (
    <Section title={words.conflicts}>
      {conflicts.length === 0 && <Text>{words.noConflicts}</Text>}
      {conflicts.length > 0 && <Text variant="microcopy">{words.idsText}</Text>}
      <Flex direction="column" gap="xs">
        {conflicts.map(({ title, ids, moreText }) => (
          <Accordion key={title} title={title} size="sm">
            <Text>{[ids.join(', '), ...(moreText === null ? [] : [moreText])].join(' ')}</Text>
          </Accordion>
        ))}
      </Flex>
    </Section>
  );
}
