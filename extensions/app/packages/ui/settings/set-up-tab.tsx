import type { SettingsReady } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Button, Divider, Flex, Inline, StepIndicator } from '../sdk.ts';
import { Section } from '../section.tsx';
import { Lines } from './lines.tsx';
import { PartnerStep } from './partner-step.tsx';
import { PlaceStep } from './place-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { RolesStep } from './roles-step.tsx';
import { StagesStep } from './stages-step.tsx';

/** The five steps, each with what the account holds for it. Any of them can be opened at any time. */
export function SetUpTab({ answer }: { readonly answer: SettingsReady }) {
  const [step, setStep] = useState(answer.currentStep);
  const last = SETTINGS_WORDS.steps.length - 1;
  return (
    <Flex direction="column" gap="md">
      <StepIndicator stepNames={[...SETTINGS_WORDS.steps]} currentStep={step} onClick={setStep} />
      <Step step={step} answer={answer} />
      <Inline gap="sm">
        {step > 0 && (
          <Button variant="secondary" size="sm" onClick={() => setStep(step - 1)}>
            {SETTINGS_WORDS.back}
          </Button>
        )}
        {step < last && (
          <Button variant="secondary" size="sm" onClick={() => setStep(step + 1)}>
            {SETTINGS_WORDS.next}
          </Button>
        )}
      </Inline>
      <Divider />
      <WritePromise answer={answer} />
    </Flex>
  );
}

function Step({ step, answer }: { readonly step: number; readonly answer: SettingsReady }) {
  if (step === 0) return <PartnerStep partners={answer.partners} />;
  if (step === 1) return <RolesStep roles={answer.roles} />;
  if (step === 2) return <StagesStep stages={answer.stages} />;
  return step === 3 ? <PreviewStep preview={answer.preview} /> : <PlaceStep />;
}

/** What every admin asks first: what will be written, to how many records, and can it be undone. */
function WritePromise({ answer: { writeBack } }: { readonly answer: SettingsReady }) {
  const { promise } = SETTINGS_WORDS;
  return (
    <Section title={promise.title}>
      <Lines
        lines={[
          { label: promise.what, value: promise.whatText },
          { label: promise.howMany, value: writeBack.lines.map(({ value }) => value).join(', ') },
          { label: promise.undo, value: promise.undoText },
        ]}
      />
    </Section>
  );
}
