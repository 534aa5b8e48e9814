import { formatDay } from '../../../app/kit/days.ts';
import type { UploadReport } from '../../feeds/take-upload.ts';
import type { Upload } from '../../store/feeds.ts';

/** An upload as the API tells of it. */
export function uploadOf(upload: Upload) {
  const { id, kind, source, kept, refused, covers, ignoredColumns, receivedMs, withdrawnMs } = upload;
  return {
    upload: id,
    kind,
    source,
    received: new Date(receivedMs).toISOString(),
    withdrawn: withdrawnMs === null ? null : new Date(withdrawnMs).toISOString(),
    rows: { kept, refused },
    covers: covers && { from: formatDay(covers.from), to: formatDay(covers.to) },
    ignoredColumns,
  };
}

export const uploadAnswer = ({ upload, isRepeated, refusals, rows }: UploadReport) => ({
  ...uploadOf(upload),
  read: rows,
  repeated: isRepeated,
  refused: refusals,
  ...(upload.refused > 0 && { allRefused: `/api/feeds/${upload.kind}/${upload.id}/refused` }),
});
