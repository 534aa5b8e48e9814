import { FUNNEL_STEPS, type FunnelStepKey, type SettingsChange, type SettingsReady } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import {
  AutoGrid,
  Input,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '../sdk.ts';
import { Section } from '../section.tsx';
import { Part } from './part.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSettings } from './settings-context.ts';
import { Warning } from './warning.tsx';

type Stages = SettingsReady['stages'];
type Pipeline = Stages['pipelines'][number];
type StepMap = Readonly<Record<string, Readonly<Record<string, FunnelStepKey>>>>;
interface Draft {
  readonly steps: StepMap;
  readonly startDate: string;
  readonly registration: string;
  readonly recurring: string;
  readonly goal: string;
}
const NONE = 'none';
const FIELD_PX = 260;
const words = SETTINGS_WORDS.stages;

const draftOf = ({ pipelines, startDate, registration, recurring, goal }: Stages): Draft => ({
  steps: Object.fromEntries(
    pipelines.map(({ id, stages }) => [
      id,
      Object.fromEntries(stages.flatMap((stage) => (stage.step === null ? [] : [[stage.id, stage.step]]))),
    ]),
  ),
  startDate,
  registration,
  recurring,
  goal,
});

/** Step 3: which stage stands for which step, and where the two dates, what customers pay and the targets come from. */
export function StagesStep({ stages }: { readonly stages: Stages }) {
  const { isAdmin } = useSettings();
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = draft ?? draftOf(stages);
  const change = draft === null ? null : changeOf(draft, stages);
  return (
    <Part title={SETTINGS_WORDS.steps[2]} text={words.text}>
      <Warning text={stages.warning} />
      {stages.pipelines.length === 0 && <Text>{words.none}</Text>}
      {stages.pipelines.map((pipeline) => (
        <PipelineTable
          key={pipeline.id}
          pipeline={pipeline}
          steps={shown.steps[pipeline.id] ?? {}}
          onChange={(steps) => setDraft({ ...shown, steps: { ...shown.steps, [pipeline.id]: steps } })}
        />
      ))}
      <AutoGrid columnWidth={FIELD_PX} flexible gap="md">
        <Select
          label={words.startDate}
          name="start-date"
          description={words.startDateHelp}
          options={[...stages.startDates]}
          value={shown.startDate}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ ...shown, startDate: String(value) })}
        />
        <Select
          label={words.registration}
          name="registration"
          description={words.registrationHelp}
          options={[...stages.registrations]}
          value={shown.registration}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ ...shown, registration: String(value) })}
        />
        <Select
          label={words.recurring}
          name="recurring"
          description={words.recurringHelp}
          options={[...stages.recurringSources]}
          value={shown.recurring}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ ...shown, recurring: String(value) })}
        />
        <Input
          label={words.goal}
          name="goal"
          description={words.goalHelp}
          value={shown.goal}
          readOnly={!isAdmin}
          onChange={(value) => setDraft({ ...shown, goal: value })}
        />
      </AutoGrid>
      <SaveBar change={change} hasEffect onSaved={() => setDraft(null)} />
    </Part>
  );
}

/** Only what differs is sent; null where nothing does. */
function changeOf(draft: Draft, stages: Stages): SettingsChange | null {
  const present = draftOf(stages);
  const changed = Object.entries(draft.steps).filter(
    ([id, steps]) => JSON.stringify(steps) !== JSON.stringify(present.steps[id] ?? {}),
  );
  const change: SettingsChange = {
    ...(changed.length > 0 && { stages: Object.fromEntries(changed.map(([id, steps]) => [id, { ...steps }])) }),
    ...(draft.startDate !== present.startDate && { startDate: draft.startDate }),
    ...(draft.registration !== present.registration && { registration: draft.registration }),
    ...(draft.recurring !== present.recurring && { recurring: draft.recurring }),
    ...(draft.goal !== present.goal && { goal: draft.goal }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

interface PipelineTableProps {
  readonly pipeline: Pipeline;
  readonly steps: Readonly<Record<string, FunnelStepKey>>;
  readonly onChange: (steps: Readonly<Record<string, FunnelStepKey>>) => void;
}

function PipelineTable({ pipeline, steps, onChange }: PipelineTableProps) {
  const setStep = (stage: string, value: unknown) => {
    const { [stage]: _, ...others } = steps;
    const step = FUNNEL_STEPS.find((key) => key === value);
    // In the pipeline's own order, so that the same choice looks the same however it was reached.
    const all = step === undefined ? others : { ...others, [stage]: step };
    onChange(Object.fromEntries(pipeline.stages.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]]))));
  };
  return (
    <Section title={`${pipeline.label} · ${pipeline.countText}`}>
      <Table density="condensed" flush>
        <TableHead>
          <TableRow>
            <TableHeader width="auto">{words.columns.stage}</TableHeader>
            <TableHeader width="auto">{words.columns.step}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {pipeline.stages.map((stage) => (
            <TableRow key={stage.id}>
              <TableCell width="auto">
                <Text>{stage.label}</Text>
                <Text variant="microcopy">{stage.countText}</Text>
              </TableCell>
              <TableCell width="auto">
                <StageSelect stage={stage} step={steps[stage.id]} onChange={(value) => setStep(stage.id, value)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

interface StageSelectProps {
  readonly stage: Pipeline['stages'][number];
  readonly step: FunnelStepKey | undefined;
  readonly onChange: (value: unknown) => void;
}

function StageSelect({ stage, step, onChange }: StageSelectProps) {
  const { isAdmin } = useSettings();
  return (
    <Select
      label=""
      name={`stage-${stage.id}`}
      options={[
        { value: NONE, label: stage.defaultText ?? words.noStep },
        ...FUNNEL_STEPS.map((key) => ({ value: key, label: words.words[key] })),
      ]}
      value={step ?? NONE}
      readOnly={!isAdmin}
      onChange={onChange}
    />
  );
}
