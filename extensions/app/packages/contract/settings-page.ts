import * as z from 'zod/mini';
import { endpoint, locale, recordId } from './endpoint.ts';
import { choice } from './outcome.ts';
import { maybeText, text, tone } from './parts.ts';
import { problemAnswer } from './problem.ts';
import {
  feedsPart,
  line,
  partnerStep,
  peoplePart,
  previewStep,
  programmePart,
  rolesStep,
  scorePart,
  settingsStatus,
  stagesStep,
  writeBackPart,
} from './settings-parts.ts';
import { contractVersion } from './version.ts';

const ready = z.object({
  contractVersion,
  state: z.literal('ready'),
  /** Of the settings shown; sent back with every change, so that two admins do not overwrite each other unseen. */
  version: z.int(),
  /** The server refuses everybody else, whatever the page shows. */
  isAdmin: z.boolean(),
  /** How to get there for who is none. */
  adminText: maybeText,
  /** How many of the first three steps are set up; 5 once results are there. */
  currentStep: z.int(),
  owners: z.array(choice),
  status: settingsStatus,
  partners: partnerStep,
  roles: rolesStep,
  stages: stagesStep,
  preview: previewStep,
  writeBack: writeBackPart,
  score: scorePart,
  feeds: feedsPart,
  programme: programmePart,
  people: peoplePart,
});
export type SettingsReady = z.output<typeof ready>;

export const settingsAnswer = z.discriminatedUnion('state', [ready, problemAnswer]);
export type SettingsAnswer = z.output<typeof settingsAnswer>;

/** All of the page in one answer. */
export const settingsPage = endpoint({
  method: 'GET',
  path: '/api/settings',
  query: z.object({ locale }),
  answer: settingsAnswer,
});

const tested = z.object({
  contractVersion,
  state: z.literal('tested'),
  title: text,
  word: text,
  tone,
  /** What would be said of the company, and why. */
  text,
  lines: z.array(line),
});
export const testAnswer = z.discriminatedUnion('state', [tested, problemAnswer]);
export type TestAnswer = z.output<typeof testAnswer>;

/** "Test a record": what is said of one company by the settings in force. */
export const settingsTest = endpoint({
  method: 'GET',
  path: '/api/settings/test',
  query: z.object({ companyId: recordId, locale }),
  answer: testAnswer,
});

const values = z.object({
  contractVersion,
  state: z.literal('values'),
  property: text,
  /** Options of the property with the companies that hold each, asked of HubSpot now. */
  counts: z.array(z.object({ value: text, label: text, countText: text })),
  note: maybeText,
});
export const valuesAnswer = z.discriminatedUnion('state', [values, problemAnswer]);
export type ValuesAnswer = z.output<typeof valuesAnswer>;

/** Values of a company property that the rule could use, with counts. */
export const settingsValues = endpoint({
  method: 'GET',
  path: '/api/settings/values',
  query: z.object({ property: z.string().check(z.regex(/^[a-z0-9_]{1,100}$/)), locale }),
  answer: valuesAnswer,
});
