import type { CrmOwner, CrmStage } from '../../app/mapping/records.ts';
import { apiPaths } from './api-paths.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import { accountAnswer, ownersAnswer, pipelinesAnswer, type WirePipeline } from './wire/account.ts';

export interface AccountInfo {
  readonly portalId: number;
  readonly timeZone: string;
  /** ISO 4217 code of the home currency. */
  readonly currency: string;
  readonly uiDomain: string | null;
}

const OWNERS_PAGE = '100';

export function accountCalls(call: Call) {
  return {
    async accountInfo(): Promise<AccountInfo> {
      const path = apiPaths.accountDetails;
      const { body } = await call({ method: 'GET', path, kind: 'other' });
      const { portalId, timeZone, companyCurrency, uiDomain } = parseAnswer(accountAnswer, body, `GET ${path}`);
      return { portalId, timeZone, currency: companyCurrency, uiDomain: uiDomain ?? null };
    },

    /** Takes the app out of the account. HubSpot writes to its super admins; all tokens end. */
    async uninstall(): Promise<void> {
      await call({ method: 'DELETE', path: apiPaths.uninstall, kind: 'other' });
    },

    /** All stages of all pipelines of a type, in their order. */
    async stages(type: 'deals' | 'tickets' | 'leads'): Promise<CrmStage[]> {
      const path = apiPaths.pipelines(type);
      const { body } = await call({ method: 'GET', path, kind: 'other' });
      return parseAnswer(pipelinesAnswer, body, `GET ${path}`).results.flatMap(stagesOf);
    },

    async ownersPage({
      after,
      archived,
    }: {
      after: string | null;
      archived: boolean;
    }): Promise<{ owners: CrmOwner[]; after: string | null }> {
      const path = apiPaths.owners;
      const query = { limit: OWNERS_PAGE, archived: String(archived), ...(after === null ? {} : { after }) };
      const { body } = await call({ method: 'GET', path, query, kind: 'other' });
      const { results, paging } = parseAnswer(ownersAnswer, body, `GET ${path}`);
      const owners = results.map(({ id, userId, email, firstName, lastName }) => ({
        id,
        userId: userId ?? null,
        email: email ?? null,
        firstName: firstName ?? null,
        lastName: lastName ?? null,
        archived,
      }));
      return { owners, after: paging };
    },
  };
}

function stagesOf(pipeline: WirePipeline): CrmStage[] {
  const ordered = [...pipeline.stages].sort((a, b) => a.displayOrder - b.displayOrder);
  return ordered.map(({ id, label, metadata }, order) => ({
    pipeline: pipeline.id,
    pipelineLabel: pipeline.label,
    stage: id,
    label,
    probability: probabilityOf(metadata?.probability),
    isClosed: String(metadata?.isClosed) === 'true',
    order,
  }));
}

function probabilityOf(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const probability = Number(value);
  return probability >= 0 && probability <= 1 ? probability : null;
}
