import { z } from 'zod';
import { apiError, invalid } from '../http/reply.ts';
import {
  FIELD_TYPES,
  PROPERTY_TYPES,
  type PropertyDefinition,
  type PropertyOption,
} from '../store/property-definition.ts';
import type { PropertyStore } from '../store/property-store.ts';

const optionInput = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().optional(),
  hidden: z.boolean().optional(),
  description: z.string().optional(),
});

export const propertyInput = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(PROPERTY_TYPES),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().optional(),
  options: z.array(optionInput).optional(),
  displayOrder: z.number().optional(),
  formField: z.boolean().optional(),
  hidden: z.boolean().optional(),
  hasUniqueValue: z.boolean().optional(),
});
export type PropertyInput = z.infer<typeof propertyInput>;

/** A name is fixed and cannot change; neither can uniqueness. */
export const propertyPatch = propertyInput.omit({ name: true, hasUniqueValue: true }).partial();
export type PropertyPatch = z.infer<typeof propertyPatch>;

const OPTIONS_MAX = 5000;
const OPTION_MAX_CHARACTERS = 3000;

function options(input: NonNullable<PropertyInput['options']>): PropertyOption[] {
  if (input.length > OPTIONS_MAX) throw invalid(`A property takes at most ${OPTIONS_MAX} options`);
  const values = input.map((option) => option.value);
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice !== undefined) throw invalid(`Property option values must be unique; ${twice} appears twice`);
  if (values.some((value) => value.length > OPTION_MAX_CHARACTERS)) throw invalid('An option value is too long');
  return input.map((option, at) => ({
    ...option,
    displayOrder: option.displayOrder ?? at,
    hidden: option.hidden ?? false,
  }));
}

function refuse(store: PropertyStore, input: Pick<PropertyInput, 'type' | 'fieldType' | 'groupName'>): void {
  if (!FIELD_TYPES[input.type].includes(input.fieldType)) {
    throw invalid(
      `fieldType ${input.fieldType} does not fit type ${input.type}; use one of ${FIELD_TYPES[input.type].join(', ')}`,
    );
  }
  if (store.groups.get(input.groupName)?.archived !== false) {
    throw invalid(`Property group ${input.groupName} does not exist`);
  }
}

/** A new definition. The name of an archived property brings that one back. hubspot-api.md 2.6 @throws 400 or 409 */
export function newDefinition(store: PropertyStore, input: PropertyInput, now: number): PropertyDefinition {
  const known = store.definitions.get(input.name);
  if (known && known.archivedAt === null) {
    throw apiError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${input.name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      context: { name: [input.name] },
    });
  }
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(input.name)) {
    throw invalid(
      `Invalid property name ${input.name}: use lower-case letters, digits and underscores, a letter first`,
    );
  }
  refuse(store, input);
  const bool = input.type === 'bool' && input.options === undefined;
  const given = bool
    ? [
        { label: 'Yes', value: 'true' },
        { label: 'No', value: 'false' },
      ]
    : (input.options ?? []);
  return {
    name: input.name,
    label: input.label,
    description: input.description ?? '',
    groupName: input.groupName,
    type: input.type,
    fieldType: input.fieldType,
    options: options(given),
    displayOrder: input.displayOrder ?? -1,
    formField: input.formField ?? false,
    hidden: input.hidden ?? false,
    hasUniqueValue: input.hasUniqueValue ?? false,
    hubspotDefined: false,
    readOnlyValue: false,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
    archivedAt: null,
  };
}

/** A changed definition: options that are sent replace all, options left out stay. hubspot-api.md 2.6 @throws 400 */
export function changedDefinition(
  store: PropertyStore,
  known: PropertyDefinition,
  patch: PropertyPatch,
  now: number,
): PropertyDefinition {
  const next: PropertyDefinition = {
    ...known,
    label: patch.label ?? known.label,
    description: patch.description ?? known.description,
    groupName: patch.groupName ?? known.groupName,
    type: patch.type ?? known.type,
    fieldType: patch.fieldType ?? known.fieldType,
    options: patch.options ? options(patch.options) : known.options,
    displayOrder: patch.displayOrder ?? known.displayOrder,
    formField: patch.formField ?? known.formField,
    hidden: patch.hidden ?? known.hidden,
    updatedAt: now,
  };
  refuse(store, next);
  return next;
}
