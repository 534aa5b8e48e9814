/**
 * The property group and properties that write-back needs. Created where missing, never changed where an account has
 * edited labels; missing options are added without dropping the account's own.
 */
import { createHash } from 'node:crypto';
import { BAND_WORDS, DIRECTION_WORDS, LIFECYCLE_WORDS, QUALITY_WORDS, ROLE_WORDS } from '@partner-pulse/words';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import { PROPERTY_GROUP, type PropertyDefinition, propertyDefinitions } from '../../app/plans/properties.ts';
import type { Clock } from '../hubspot/clock.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import { type Database, withPortal } from '../store/db.ts';

const OBJECTS = ['companies', 'deals'] as const;

export const OUR_PROPERTIES: readonly PropertyDefinition[] = propertyDefinitions(CATALOGUE, {
  bands: { ...BAND_WORDS, new: 'New, no score yet' },
  directions: DIRECTION_WORDS,
  lifecycle: LIFECYCLE_WORDS,
  quality: QUALITY_WORDS,
  roles: ROLE_WORDS,
});

const DEFINITIONS_HASH = createHash('sha1').update(JSON.stringify(OUR_PROPERTIES)).digest('base64');
const KIND = 'provisioned';
/** HubSpot knows a new property a little later: 250 to 700 ms were seen. */
const KNOWN_AFTER_MS = 1000;

/**
 * Makes sure that every property exists. Costs no call when these definitions were provisioned before.
 * @param isForced look again, because HubSpot says that a property is gone
 */
export async function provisionProperties(
  db: Database,
  door: AccountDoor,
  clock: Clock,
  isForced = false,
): Promise<void> {
  if (!isForced && (await isProvisioned(db, door.portalId))) return;
  let isNew = false;
  for (const object of OBJECTS) isNew = (await provisionObject(door, object)) || isNew;
  if (isNew) await clock.sleep(KNOWN_AFTER_MS);
  await withPortal(db, door.portalId, (tx) =>
    tx.query(
      `insert into account_objects (portal_id, kind, id, data) values ($1, $2, 'properties', $3)
       on conflict (portal_id, kind, id) do update set data = excluded.data`,
      [door.portalId, KIND, JSON.stringify({ hash: DEFINITIONS_HASH })],
    ),
  );
}

async function isProvisioned(db: Database, portalId: number): Promise<boolean> {
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<{ hash: string }>("select data->>'hash' as hash from account_objects where portal_id = $1 and kind = $2", [
      portalId,
      KIND,
    ]),
  );
  return rows[0]?.hash === DEFINITIONS_HASH;
}

/** Answers whether something had to be created or changed. */
async function provisionObject(door: AccountDoor, object: (typeof OBJECTS)[number]): Promise<boolean> {
  const there = new Map((await door.listProperties(object)).map((property) => [property.name, property]));
  const wanted = OUR_PROPERTIES.filter((definition) => definition.object === object);
  if (wanted.some(({ name }) => !there.has(name))) await door.createPropertyGroup(object, PROPERTY_GROUP);
  let isChanged = false;
  for (const definition of wanted) {
    const known = there.get(definition.name);
    if (known) {
      isChanged = (await addMissingOptions(door, object, definition, known.options ?? [])) || isChanged;
    } else {
      await door.createProperty(object, wireDefinition(definition));
      isChanged = true;
    }
  }
  return isChanged;
}

function wireDefinition({ name, label, description, type, fieldType, options }: PropertyDefinition) {
  return {
    name,
    label,
    description,
    groupName: PROPERTY_GROUP.name,
    type,
    fieldType,
    formField: false,
    ...(options && { options: options.map((option, displayOrder) => ({ ...option, displayOrder })) }),
  };
}

/** HubSpot replaces all options by those sent, so what is there is sent along. */
async function addMissingOptions(
  door: AccountDoor,
  object: (typeof OBJECTS)[number],
  { name, options }: PropertyDefinition,
  there: readonly { readonly value: string; readonly label: string; readonly hidden?: boolean | undefined }[],
): Promise<boolean> {
  const missing = (options ?? []).filter((option) => !there.some(({ value }) => value === option.value));
  if (missing.length === 0) return false;
  const kept = there.map(({ value, label, hidden }) => ({ value, label, ...(hidden && { hidden }) }));
  const all = [...kept, ...missing];
  await door.updateProperty(object, name, {
    options: all.map((option, displayOrder) => ({ ...option, displayOrder })),
  });
  return true;
}
