import type { SearchInputProps, SelectProps } from '@hubspot/ui-extensions';
import { useId } from 'react';

export function SearchInput({ label, placeholder, value, onInput, onChange }: SearchInputProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        placeholder={placeholder}
        defaultValue={value}
        onInput={(event) => onInput?.(event.currentTarget.value)}
        onBlur={(event) => onChange?.(event.currentTarget.value)}
      />
    </div>
  );
}

export function Select({ label, options, value, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={String(value ?? '')} onChange={(event) => onChange?.(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
