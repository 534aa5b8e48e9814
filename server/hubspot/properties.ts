import { apiPaths, type ObjectType } from './api-paths.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import {
  propertiesAnswer,
  type WireProperty,
  type WirePropertyGroup,
  wireProperty,
  wirePropertyGroup,
} from './wire/properties.ts';

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly groupName: string;
  readonly type: 'string' | 'number' | 'enumeration' | 'date' | 'datetime' | 'bool';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'select' | 'date' | 'booleancheckbox';
  readonly options?: readonly { readonly label: string; readonly value: string; readonly displayOrder: number }[];
  readonly formField?: boolean;
}

/** `created: false` means that it was there already, perhaps in another form: compare before relying on it. */
export interface Created<T> {
  readonly created: boolean;
  readonly item: T;
}

const CONFLICT = 409;
const BAD_REQUEST = 400;
const NOT_FOUND = 404;

export function propertyCalls(call: Call) {
  async function get<T>(path: string, parse: (body: unknown) => T): Promise<T | null> {
    const { status, body } = await call({ method: 'GET', path, kind: 'properties', accept: [NOT_FOUND] });
    return status === NOT_FOUND ? null : parse(body);
  }

  /** Somebody else may create it between our look and our call: a conflict is answered with what is there. */
  async function create<T>(
    paths: { all: string; one: string },
    json: unknown,
    parse: (body: unknown) => T,
  ): Promise<Created<T>> {
    const answer = await call({ method: 'POST', path: paths.all, json, kind: 'properties', accept: [CONFLICT] });
    if (answer.status !== CONFLICT) return { created: true, item: parse(answer.body) };
    const { body } = await call({ method: 'GET', path: paths.one, kind: 'properties' });
    return { created: false, item: parse(body) };
  }

  const asProperty = (body: unknown) => parseAnswer(wireProperty, body, 'a property');
  const asGroup = (body: unknown) => parseAnswer(wirePropertyGroup, body, 'a property group');

  return {
    async listProperties(type: ObjectType): Promise<readonly WireProperty[]> {
      const path = apiPaths.properties(type);
      const { body } = await call({ method: 'GET', path, kind: 'properties' });
      return parseAnswer(propertiesAnswer, body, `GET ${path}`).results;
    },

    /** Null when there is no such property. */
    findProperty: (type: ObjectType, name: string): Promise<WireProperty | null> =>
      get(apiPaths.property(type, name), asProperty),

    createProperty: (type: ObjectType, definition: PropertyDefinition): Promise<Created<WireProperty>> =>
      create({ all: apiPaths.properties(type), one: apiPaths.property(type, definition.name) }, definition, asProperty),

    /** Options given here replace all that are there: send them merged, or not at all. */
    async updateProperty(type: ObjectType, name: string, change: Partial<PropertyDefinition>): Promise<WireProperty> {
      const { body } = await call({
        method: 'PATCH',
        path: apiPaths.property(type, name),
        json: change,
        kind: 'properties',
      });
      return asProperty(body);
    },

    /** False when HubSpot keeps it because something in the account uses it. Deleting what is gone is fine. */
    async deleteProperty(type: ObjectType, name: string): Promise<boolean> {
      const path = apiPaths.property(type, name);
      const { status } = await call({ method: 'DELETE', path, kind: 'properties', accept: [BAD_REQUEST, NOT_FOUND] });
      return status !== BAD_REQUEST;
    },

    /** False when the group still has properties. */
    async deletePropertyGroup(type: ObjectType, name: string): Promise<boolean> {
      const path = apiPaths.propertyGroup(type, name);
      const { status } = await call({ method: 'DELETE', path, kind: 'properties', accept: [BAD_REQUEST, NOT_FOUND] });
      return status !== BAD_REQUEST;
    },

    /** Null when there is no such group. */
    findPropertyGroup: (type: ObjectType, name: string): Promise<WirePropertyGroup | null> =>
      get(apiPaths.propertyGroup(type, name), asGroup),

    createPropertyGroup: (
      type: ObjectType,
      group: { name: string; label: string },
    ): Promise<Created<WirePropertyGroup>> =>
      create({ all: apiPaths.propertyGroups(type), one: apiPaths.propertyGroup(type, group.name) }, group, asGroup),
  };
}
