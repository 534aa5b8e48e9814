import { z } from 'zod';

const option = z.looseObject({ label: z.string(), value: z.string(), hidden: z.boolean().optional() });

export const wireProperty = z.looseObject({
  name: z.string(),
  label: z.string().default(''),
  type: z.string(),
  fieldType: z.string().default(''),
  groupName: z.string().default(''),
  description: z.string().optional(),
  options: z.array(option).default([]),
  archived: z.boolean().default(false),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().optional() }).nullish(),
});

export type WireProperty = z.infer<typeof wireProperty>;

export const propertiesAnswer = z.looseObject({ results: z.array(wireProperty) });

export const wirePropertyGroup = z.looseObject({ name: z.string(), label: z.string().default('') });

export type WirePropertyGroup = z.infer<typeof wirePropertyGroup>;
