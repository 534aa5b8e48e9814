import { DEFAULT_SETTINGS } from '../../app/mapping/settings.ts';
import { wantedExtraProperties } from '../../app/mapping/wanted-extras.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';
import type { RecordType } from '../store/record-types.ts';
import { EXTRA_STREAMS } from './extra-types.ts';
import { STREAMS } from './streams.ts';

/** A kind of record whose changes HubSpot tells by webhook. */
export interface AnnouncedKind {
  readonly type: RecordType;
  /** How events name the kind. */
  readonly typeId: string;
  /** How subscriptions and events of the older form name it. */
  readonly name: string;
  /** HubSpot can merge two of them. */
  readonly isMergeable: boolean;
  /** What every account has read of it. */
  readonly properties: readonly string[];
}

/** Objects of an account's own making are not among them: HubSpot announces those to private apps alone. */
export const ANNOUNCED_KINDS: readonly AnnouncedKind[] = [
  ...STREAMS.map(({ type, typeId, singular, properties }) => ({
    ...{ type, typeId, name: singular, isMergeable: true },
    properties: properties(DEFAULT_SETTINGS),
  })),
  ...EXTRA_STREAMS.flatMap(({ kind, webhooks }): AnnouncedKind[] =>
    webhooks === null ? [] : [{ type: kind, ...webhooks, properties: wantedExtraProperties(kind, DEFAULT_SETTINGS) }],
  ),
];

const BY_NAME = new Map(
  ANNOUNCED_KINDS.flatMap(({ type, typeId, name }) => [typeId, name, type].map((one) => [one, type] as const)),
);

/** The kind of record that HubSpot's webhooks call `name`; null for kinds that are not kept. */
export function announcedType(name: string): RecordType | null {
  return BY_NAME.get(name) ?? null;
}

/** Which end of a link is read to learn of its change: the one with fewer links. */
const LINK_OWNERS: Readonly<Record<string, ObjectType>> = {
  'companies>deals': 'deals',
  'deals>companies': 'deals',
  'companies>contacts': 'companies',
  'contacts>companies': 'companies',
};

/** The end of a link that is read to learn of its change; null for links that are not kept. */
export function linkOwner(from: RecordType, to: RecordType): RecordType | null {
  const known = LINK_OWNERS[`${from}>${to}`];
  if (known !== undefined) return known;
  const ends = [from, to];
  // A partner may have thousands of mails, a mail is to a few people.
  const extra = EXTRA_STREAMS.find(
    ({ kind, links }) => ends.includes(kind) && links.some((type) => ends.includes(type)),
  );
  return extra?.kind ?? null;
}
