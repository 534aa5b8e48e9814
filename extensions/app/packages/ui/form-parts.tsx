import { Outcome } from './outcome.tsx';
import { Inline, LoadingButton, TextArea } from './sdk.ts';
import type { CommandState } from './use-command.ts';

/** As many as the server takes. */
const MOST_LETTERS = 2000;

interface ReasonInputProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few sentences in somebody's own words. */
export function ReasonInput({ name, label, description = '', value, onChange }: ReasonInputProps) {
  return (
    <TextArea
      name={name}
      label={label}
      description={description}
      required
      rows={4}
      maxLength={MOST_LETTERS}
      value={value}
      onInput={onChange}
      onChange={onChange}
    />
  );
}

interface FormButtonProps {
  readonly label: string;
  readonly state: CommandState;
  readonly disabled?: boolean;
  readonly variant?: 'primary' | 'secondary';
  readonly onClick: () => Promise<unknown>;
}

/** Sends a form, and says below what became of it. */
export function FormButton({ label, state, disabled = false, variant = 'primary', onClick }: FormButtonProps) {
  return (
    <>
      <Inline>
        <LoadingButton
          variant={variant}
          loading={state.kind === 'busy'}
          disabled={disabled}
          onClick={() => void onClick()}
        >
          {label}
        </LoadingButton>
      </Inline>
      <Outcome state={state} />
    </>
  );
}
