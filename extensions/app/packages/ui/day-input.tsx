import { DateInput } from './sdk.ts';

interface DayInputProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** A day as 2027-01-31; empty while none is picked. */
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly error?: string;
  /** Empty where the day was taken out again. */
  readonly onChange: (day: string) => void;
}

/** A day of the account's calendar, picked and not typed. */
export function DayInput({ value, min = '', max = '', error = '', onChange, ...field }: DayInputProps) {
  return (
    <DateInput
      {...field}
      timezone="portalTz"
      format="medium"
      error={error !== ''}
      validationMessage={error}
      {...(min !== '' && { min: dateOf(min) })}
      {...(max !== '' && { max: dateOf(max) })}
      {...(value !== '' && { value: dateOf(value) })}
      onChange={(date) => onChange(date ? textOf(date) : '')}
    />
  );
}

interface PickedDate {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly date: number;
}

function dateOf(text: string): PickedDate {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return { year, month: month - 1, date };
}

const textOf = ({ year, month, date }: PickedDate): string =>
  [year, month + 1, date].map((part) => String(part).padStart(2, '0')).join('-');
