import type {
  AccordionProps,
  DateInputProps,
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  InputProps,
  LoadingButtonProps,
  NumberInputProps,
  SearchInputProps,
  SelectProps,
  StepIndicatorProps,
  TextAreaProps,
  ToggleGroupProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { Button } from './actions.tsx';
import { Glyph } from './glyph.tsx';

interface FieldProps {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
  readonly id: string;
  readonly children: ReactNode;
}

const Field = ({ label, description, error, validationMessage, id, children }: FieldProps) => (
  <div className={`field${error ? ' wrong' : ''}`}>
    {label ? (
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
    ) : null}
    {description ? <div className="text micro">{description}</div> : null}
    {children}
    {validationMessage ? <div className="field-message">{validationMessage}</div> : null}
  </div>
);

/** What was typed shows at once; the worker's value follows. */
function useTyped(value: string): readonly [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return [typed, setTyped];
}

export function Input(props: InputProps | SearchInputProps) {
  const id = useId();
  const [typed, setTyped] = useTyped(props.value ?? '');
  return (
    <Field {...props} id={id}>
      <input
        id={id}
        name={props.name}
        value={typed}
        readOnly={props.readOnly}
        onChange={({ target }) => {
          setTyped(target.value);
          void props.onInput?.(target.value);
          void props.onChange?.(target.value);
        }}
      />
    </Field>
  );
}

export function TextArea(props: TextAreaProps) {
  const id = useId();
  const [typed, setTyped] = useTyped(props.value ?? '');
  return (
    <Field {...props} id={id}>
      <textarea
        id={id}
        name={props.name}
        rows={props.rows ?? 3}
        maxLength={props.maxLength}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          void props.onInput?.(target.value);
          void props.onChange?.(target.value);
        }}
      />
    </Field>
  );
}

type PickedDate = NonNullable<DateInputProps['value']>;

const dateText = (date: PickedDate | null | undefined): string =>
  date ? [date.year, date.month + 1, date.date].map((part) => String(part).padStart(2, '0')).join('-') : '';

/** The browser's own date field; HubSpot draws a calendar. */
export function DateInput(props: DateInputProps) {
  const id = useId();
  return (
    <Field {...props} id={id}>
      <input
        id={id}
        name={props.name}
        type="date"
        value={dateText(props.value)}
        min={dateText(props.min)}
        max={dateText(props.max)}
        onChange={({ target }) => {
          const [year = 0, month = 1, date = 1] = target.value.split('-').map(Number);
          if (target.value !== '') void props.onChange?.({ year, month: month - 1, date, formattedDate: target.value });
        }}
      />
    </Field>
  );
}

export function NumberInput(props: NumberInputProps) {
  const id = useId();
  const [typed, setTyped] = useTyped(props.value === undefined ? '' : String(props.value));
  return (
    <Field {...props} id={id}>
      <input
        id={id}
        name={props.name}
        inputMode="numeric"
        value={typed}
        readOnly={props.readOnly}
        onChange={({ target }) => {
          setTyped(target.value);
          void props.onChange?.(Number(target.value));
        }}
      />
    </Field>
  );
}

export function Select(props: SelectProps) {
  const id = useId();
  const options = props.options ?? [];
  return (
    <Field {...props} id={id}>
      <select
        id={id}
        name={props.name}
        aria-label={props.label ? undefined : props.name}
        value={String(props.value ?? '')}
        disabled={props.readOnly}
        onChange={({ target }) =>
          void props.onChange?.(options.find(({ value }) => String(value) === target.value)?.value ?? '')
        }
      >
        {props.placeholder !== undefined && (
          <option value="" disabled>
            {props.placeholder}
          </option>
        )}
        {options.map(({ value, label }) => (
          <option key={String(value)} value={String(value)}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Toggle({ name, label, checked, readonly, onChange }: ToggleProps) {
  return (
    <label className="toggle">
      <input
        type="checkbox"
        name={name}
        checked={checked ?? false}
        disabled={readonly}
        onChange={({ target }) => void onChange?.(target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A list of checkboxes; the cards use no other kind. */
export function ToggleGroup(props: ToggleGroupProps) {
  if (props.toggleType !== 'checkboxList') throw new Error('The preview draws ToggleGroup as a checkboxList only.');
  const { label, name, options, onChange } = props;
  const chosen = (props.value ?? []).map(String);
  return (
    <fieldset className="toggles">
      <legend className="field-label">{label}</legend>
      {options.map(({ value, label: text, readonly }) => (
        <label key={String(value)} className="toggle">
          <input
            type="checkbox"
            name={name}
            checked={chosen.includes(String(value))}
            disabled={readonly}
            onChange={({ target }) =>
              void onChange?.(
                target.checked ? [...chosen, String(value)] : chosen.filter((one) => one !== String(value)),
              )
            }
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function LoadingButton({ loading, disabled, ...rest }: LoadingButtonProps) {
  return <Button {...rest} disabled={disabled === true || loading === true} />;
}

export const Heading = ({ children }: HeadingProps) => <h4 className="heading">{children}</h4>;

export function Accordion({ title, defaultOpen, children }: AccordionProps) {
  const [isOpen, setOpen] = useState(defaultOpen ?? false);
  return (
    <div className="accordion">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Glyph name={isOpen ? 'downCarat' : 'right'} /> {title}
      </button>
      {isOpen && <div className="accordion-body">{children}</div>}
    </div>
  );
}

export const DescriptionList = ({ direction, children }: DescriptionListProps) => (
  <dl className={`facts ${direction ?? 'column'}`}>{children}</dl>
);

export const DescriptionListItem = ({ label, children }: DescriptionListItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

export const StepIndicator = ({ stepNames, currentStep, onClick }: StepIndicatorProps) => (
  <ol className="steps">
    {stepNames.map((name, index) => (
      <li key={name} className={index === currentStep ? 'current' : index < (currentStep ?? 0) ? 'done' : ''}>
        <button
          type="button"
          aria-current={index === currentStep ? 'step' : undefined}
          onClick={() => onClick?.(index)}
        >
          <i>{index + 1}</i>
          <span>{name}</span>
        </button>
      </li>
    ))}
  </ol>
);
