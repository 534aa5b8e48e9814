/** Why HubSpot did not take a value, in words for the admin who can do something about it. */
const REFUSALS: Readonly<Record<string, string>> = {
  READ_ONLY_VALUE:
    'The property was made read-only in this account. Make it editable in Settings > Properties, or delete it and it will be created again.',
  INVALID_OPTION:
    'The property lacks the option. Add it back in Settings > Properties, or delete the property and it will be created again with all options.',
  INVALID_NUMBER:
    'The property no longer takes numbers. Delete it in Settings > Properties and it will be created again.',
  INVALID_DATE: 'The property no longer takes dates. Delete it in Settings > Properties and it will be created again.',
  PROPERTY_VALUE_TOO_LONG: 'The text is longer than HubSpot allows.',
  MISSING_REQUIRED_PROPERTY:
    'A rule of this account demands another property of the record first. Fill it in on the record, or relax the rule.',
  MISSING_CONDITIONAL_REQUIRED_PROPERTY:
    'A rule of this account demands another property of the record first. Fill it in on the record, or relax the rule.',
};

/** The words of a refusal by HubSpot's code; a code we do not know is shown as it is. */
export function refusalText(code: string | null): string {
  if (code === null) return 'HubSpot refused the value without a reason.';
  return REFUSALS[code] ?? `HubSpot refused the value (${code}).`;
}
