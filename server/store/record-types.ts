import type { ExtraKind } from '../../app/mapping/wanted-extras.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';

/** Every kind of record that the store keeps. */
export type RecordType = ObjectType | ExtraKind;
