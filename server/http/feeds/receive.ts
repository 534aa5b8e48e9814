import { type Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Request } from 'express';
import { parseDay } from '../../../app/kit/days.ts';
import { csvSource } from '../../feeds/csv-source.ts';
import { FeedRefused, type FeedSource } from '../../feeds/feed-source.ts';
import { jsonSource } from '../../feeds/json-source.ts';
import { takeUpload } from '../../feeds/take-upload.ts';
import { PublicError } from '../../ops/errors.ts';
import type { Database } from '../../store/db.ts';
import type { PageRoute } from '../route.ts';
import { feedCaller, feedKind } from './feed-caller.ts';
import { uploadAnswer } from './upload-answer.ts';

export interface FeedRouteOptions {
  readonly db: Database;
  readonly now: () => number;
  /** Called when an account has something new to compute. */
  readonly onChange: (portalId: number) => Promise<void>;
}

const MOST_ROWS = 10_000;
const MOST_BYTES = 20 * 1024 * 1024;

/** `POST /api/feeds/:kind?from=DATE&to=DATE`, a body of CSV or JSON, up to 10,000 rows. Larger files go through `npm run feed`. */
export function receiveFeedRoute({ db, now, onChange }: FeedRouteOptions): PageRoute {
  return {
    access: 'page',
    method: 'post',
    path: '/api/feeds/:kind',
    async handle(request, response) {
      const { portalId, keyId } = await feedCaller(request, db, now());
      const kind = feedKind(request);
      try {
        const rows = await sourceOf(request);
        const report = await takeUpload({
          ...{ db, portalId, kind, rows, source: 'api', broughtBy: `key ${keyId}`, nowMs: now() },
          covers: coversOf(request),
          mostRows: MOST_ROWS,
        });
        if (!report.isRepeated) await onChange(portalId);
        response.status(report.isRepeated ? 200 : 201).json(uploadAnswer(report));
      } catch (error) {
        if (!(error instanceof FeedRefused)) throw error;
        request.log.info({ portal: portalId, kind }, 'feed.refused');
        response
          .status(400)
          .json({ error: { code: 'feed_refused', message: error.message, requestId: String(request.id) } });
      }
    },
  };
}

async function sourceOf(request: Request): Promise<FeedSource> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw new PublicError('payload_too_large');
  if (request.headers['content-encoding']) throw new FeedRefused('Send the body without compression.');
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/csv') return csvSource(limited(request));
  if (type === 'application/json') return jsonSource(await buffer(limited(request)));
  throw new FeedRefused('Send CSV with Content-Type text/csv, or a JSON array with application/json.');
}

/** The bytes as they come, ending with an error once more than the limit has come, whatever the headers said. */
function limited(bytes: Readable): Readable {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > MOST_BYTES ? new PublicError('payload_too_large') : null, chunk);
    },
  });
  bytes.once('error', (error) => counted.destroy(error));
  return bytes.pipe(counted);
}

function coversOf(request: Request): { from: number; to: number } | undefined {
  const { from, to } = request.query;
  if (from === undefined && to === undefined) return undefined;
  const days = [from, to].map((text) => (typeof text === 'string' ? parseDay(text) : null));
  const [first, last] = days;
  if (typeof first !== 'number' || typeof last !== 'number' || first > last) {
    throw new FeedRefused(
      'from and to are the first and the last day that the rows speak for, as in from=2026-03-01&to=2026-03-31.',
    );
  }
  return { from: first, to: last };
}
