import { PublicError } from '../../ops/errors.ts';
import { withPortal } from '../../store/db.ts';
import { readRefusals, readUpload, readUploads, withdrawUpload } from '../../store/feeds.ts';
import type { PageRoute } from '../route.ts';
import { feedCaller, feedKind, uploadId } from './feed-caller.ts';
import type { FeedRouteOptions } from './receive.ts';
import { uploadOf } from './upload-answer.ts';

/** Refusals kept with an upload. */
const MOST_REFUSALS = 10_000;

/** `GET /api/feeds/:kind`: the latest uploads of a feed. */
export function feedUploadsRoute({ db, now }: FeedRouteOptions): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: '/api/feeds/:kind',
    async handle(request, response) {
      const { portalId } = await feedCaller(request, db, now());
      const uploads = await withPortal(db, portalId, (tx) => readUploads(tx, feedKind(request)));
      response.json({ uploads: uploads.map(uploadOf) });
    },
  };
}

/** `GET /api/feeds/:kind/:upload/refused`: every row that was refused, with its line and the reason. */
export function feedRefusalsRoute({ db, now }: FeedRouteOptions): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: '/api/feeds/:kind/:upload/refused',
    async handle(request, response) {
      const { portalId } = await feedCaller(request, db, now());
      const id = uploadId(request);
      const kind = feedKind(request);
      const refused = await withPortal(db, portalId, async (tx) => {
        const upload = await readUpload(tx, id);
        if (upload?.kind !== kind) throw new PublicError('not_found');
        return readRefusals(tx, id, MOST_REFUSALS);
      });
      response.json({ refused });
    },
  };
}

/** `DELETE /api/feeds/:kind/:upload`: takes an upload back; what it replaced counts again. */
export function withdrawFeedRoute({ db, now, onChange }: FeedRouteOptions): PageRoute {
  return {
    access: 'page',
    method: 'delete',
    path: '/api/feeds/:kind/:upload',
    async handle(request, response) {
      const { portalId } = await feedCaller(request, db, now());
      const isGone = await withdrawUpload(db, portalId, {
        kind: feedKind(request),
        uploadId: uploadId(request),
        nowMs: now(),
      });
      if (!isGone) throw new PublicError('not_found');
      await onChange(portalId);
      response.status(204).end();
    },
  };
}
