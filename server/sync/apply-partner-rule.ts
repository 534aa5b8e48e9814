import { isPartner } from '../../app/mapping/partner-rule.ts';
import { companiesByRule, noteAppliedRule, setPartnerScope } from '../store/partner-scope.ts';
import { workCursor } from './cursor.ts';
import { openStream } from './page-writer.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'partner-rule';
const PAGE = 1000;

/**
 * Judges the stored companies by a changed rule. Those that become partners go on the lists of what to read, so that a
 * new rule costs calls for the new partners only. `applied` is the rule they were judged by before.
 */
export async function applyPartnerRule(context: SyncContext, applied: unknown): Promise<void> {
  const { db, portalId } = context;
  const { property, in: values } = context.settings.partnerRule;
  const rule = { property, in: [...values] };
  if (JSON.stringify(sortedRule(applied)) === JSON.stringify(rule)) return;
  const writer = await openStream(context, STREAM, workCursor);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const companies = await companiesByRule(db, portalId, { property, afterId, limit: PAGE });
    const lastId = companies.at(-1)?.id;
    if (lastId === undefined) break;
    const judged = companies.map(({ id, value, partnerScope }) => {
      return { id, was: partnerScope, is: isPartner({ [property]: value }, rule) };
    });
    const joined = judged.filter(({ was, is }) => is && !was).map(({ id }) => id);
    const left = judged.filter(({ was, is }) => was && !is).map(({ id }) => id);
    await writer.save({ lastMs: context.nowMs }, (tx) => setPartnerScope(tx, { joined, left }));
    afterId = lastId;
  }
  await noteAppliedRule(db, portalId, rule);
}

/** jsonb keeps keys in an order of its own. */
function sortedRule(rule: unknown): unknown {
  if (typeof rule !== 'object' || rule === null || !('property' in rule) || !('in' in rule)) return null;
  return { property: rule.property, in: rule.in };
}
