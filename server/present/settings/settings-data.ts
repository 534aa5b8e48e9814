import type { CrmOwner, CrmStage } from '../../../app/mapping/records.ts';
import type { CardModel } from '../../compute/models.ts';
import type { AccountObject } from '../../store/account-objects.ts';
import type { FeedKey } from '../../store/feed-keys.ts';
import type { Upload } from '../../store/feeds.ts';
import type { PortalAdmin } from '../../store/portal-admins.ts';
import type { Portal } from '../../store/portals.ts';
import type { Computation } from '../../store/results.ts';
import type { SettingsChangeRow } from '../../store/settings-changes.ts';
import type { ConflictIds, Counted, PageCounts, RunRow, WriteFigures } from '../../store/settings-page.ts';
import type { WriteRun } from '../../store/write-runs.ts';
import type { WritePreview } from '../../writeback/preview.ts';

/** All that the settings page is made from, read at one time. */
export interface SettingsData {
  readonly portal: Portal;
  readonly viewer: { readonly userId: string | undefined; readonly isAdmin: boolean };
  readonly nowMs: number;
  readonly syncIntervalMs: number;
  readonly counts: PageCounts;
  /** Companies by value of the partner rule's property; null where it was not read yet. */
  readonly ruleCounts: readonly Counted[] | null;
  readonly conflicts: readonly ConflictIds[];
  readonly samples: readonly CardModel[];
  readonly computation: Computation | null;
  readonly stages: readonly CrmStage[];
  readonly properties: {
    readonly companies: readonly AccountObject<'properties:companies'>[];
    readonly deals: readonly AccountObject<'properties:deals'>[];
  };
  readonly labels: readonly AccountObject<'labels:deals>companies'>[];
  readonly owners: readonly CrmOwner[];
  readonly runs: readonly RunRow[];
  readonly nextDueMs: number | null;
  readonly writes: WritePreview;
  readonly lastWrite: WriteRun | null;
  readonly writeFigures: WriteFigures;
  readonly received: ReadonlyMap<string, number>;
  readonly uploads: readonly Upload[];
  readonly keys: readonly FeedKey[];
  readonly benchmarks: readonly Readonly<Record<string, unknown>>[];
  readonly admins: readonly PortalAdmin[];
  readonly changes: readonly SettingsChangeRow[];
}
