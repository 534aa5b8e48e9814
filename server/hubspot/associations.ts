import { type ApiType, apiPaths } from './api-paths.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import { type AssociationType, associationsAnswer, labelsAnswer } from './wire/associations.ts';

export const ASSOCIATION_BATCH_SIZE = 1000;

export interface AssociationInput {
  readonly id: string;
  /** Continues a record whose associations did not fit one answer. */
  readonly after?: string;
}

export interface Association {
  readonly fromId: string;
  readonly toId: string;
  readonly types: readonly AssociationType[];
}

export interface AssociationRead {
  readonly associations: readonly Association[];
  /** Inputs of the next call: records with more to tell. Empty when all is read. */
  readonly next: readonly AssociationInput[];
}

export function associationCalls(call: Call) {
  return {
    /** Who is linked to whom, with labels. Records without links, or without existence, are simply absent. */
    async readAssociations(from: ApiType, to: ApiType, inputs: readonly AssociationInput[]): Promise<AssociationRead> {
      if (inputs.length > ASSOCIATION_BATCH_SIZE) {
        throw new RangeError(`an association read takes ${ASSOCIATION_BATCH_SIZE} records, got ${inputs.length}`);
      }
      const path = apiPaths.associations(from, to);
      const { body } = await call({
        method: 'POST',
        path,
        json: { inputs },
        kind: 'associations',
        limitClass: 'associations',
      });
      const { results } = parseAnswer(associationsAnswer, body, `POST ${path}`);
      return {
        associations: results.flatMap(({ from: { id: fromId }, to: targets }) =>
          targets.map(({ toObjectId, associationTypes }) => ({ fromId, toId: toObjectId, types: associationTypes })),
        ),
        next: results.flatMap(({ from: { id }, paging }) => (paging === null ? [] : [{ id, after: paging }])),
      };
    },

    /** The association types between two kinds of records, in that direction. Ids of custom labels differ per account. */
    async labels(from: ApiType, to: ApiType): Promise<readonly AssociationType[]> {
      const path = apiPaths.labels(from, to);
      const { body } = await call({ method: 'GET', path, kind: 'associations', limitClass: 'associations' });
      return parseAnswer(labelsAnswer, body, `GET ${path}`).results;
    },
  };
}
