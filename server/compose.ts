import { type Compute, computeStepBy } from './compute/compute-step.ts';
import type { Config } from './config.ts';
import { companyCardRoute } from './http/cards/company.ts';
import { dealCardRoute } from './http/cards/deal.ts';
import { exportRoute } from './http/export.ts';
import { receiveFeedRoute } from './http/feeds/receive.ts';
import { feedRefusalsRoute, feedUploadsRoute, withdrawFeedRoute } from './http/feeds/uploads.ts';
import { oauthCallbackRoute } from './http/oauth/callback.ts';
import { oauthStartRoute } from './http/oauth/start.ts';
import { partnerPageRoute } from './http/pages/partner.ts';
import { programmePageRoute } from './http/pages/programme.ts';
import { partnerRoutes } from './http/partners/routes.ts';
import type { Route } from './http/route.ts';
import { scorecardRoute } from './http/scorecard.ts';
import { settingsRoutes } from './http/settings/routes.ts';
import { webhookIntakeRoute } from './http/webhooks/intake.ts';
import { type HubSpot, OAUTH_CALLBACK_PATH } from './hubspot/open-hubspot.ts';
import type { PassStep } from './jobs/pass-steps.ts';
import { requestPass } from './jobs/portal-pass.ts';
import type { JobQueue } from './jobs/queue.ts';
import { followJournal } from './lifecycle/follow-journal.ts';
import type { Logger } from './ops/logger.ts';
import type { Database } from './store/db.ts';
import { announcedType, linkOwner } from './sync/announced-kinds.ts';
import { hintStep } from './sync/hint-step.ts';
import { syncStep } from './sync/sync-step.ts';
import { previewWriteBack } from './writeback/preview.ts';
import { undoLastRun } from './writeback/undo.ts';
import { writeStep } from './writeback/write-step.ts';

/** What every part is built from. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Database;
  readonly queue: JobQueue;
  readonly hubspot: HubSpot;
}

const now = () => Date.now();
/** Longest uninterrupted work on one account. */
const SLICE_MS = 60_000;

/** The web role's routes, one line each. */
export function routes({ config, db, queue, hubspot: { oauth, cipher, door, clock } }: Omit<Services, 'log'>): Route[] {
  const { clientSecret } = config.hubspot;
  const cards = { db, now, syncIntervalMs: config.sync.intervalSeconds * 1000 };
  const ring = (portalId: number) => requestPass(queue, portalId, { urgent: true });
  const onConnected = ring;
  const feeds = { db, now, onChange: ring };
  return [
    oauthStartRoute({ oauth, clientSecret, publicBaseUrl: config.http.publicBaseUrl, now }),
    oauthCallbackRoute({ path: OAUTH_CALLBACK_PATH, db, oauth, cipher, clientSecret, now, onConnected }),
    companyCardRoute(cards),
    dealCardRoute(cards),
    programmePageRoute(cards),
    partnerPageRoute(cards),
    ...settingsRoutes({
      ...{ ...cards, door, ring },
      previewWrites: (portalId, nowMs) => previewWriteBack({ db, nowMs }, portalId),
      undoWrites: (portalId) => undoLastRun({ db, door: door.account(portalId), clock }),
    }),
    ...partnerRoutes({ db, now, ring, publicBaseUrl: config.http.publicBaseUrl }),
    webhookIntakeRoute({ db, now, ring, announcedType, linkOwner }),
    receiveFeedRoute(feeds),
    feedUploadsRoute(feeds),
    feedRefusalsRoute(feeds),
    withdrawFeedRoute(feeds),
    exportRoute({ db, now }),
    scorecardRoute({ db, now }),
  ];
}

/** Reads on in the app's journal at HubSpot. */
export function journalReader({ db, queue, log, hubspot: { journal, isGrantOver } }: Services): () => Promise<void> {
  const ring = (portalId: number) => requestPass(queue, portalId, { urgent: true });
  return () => followJournal({ db, journal, isGrantOver, now, ring, log });
}

/** What one pass over an account does, in this order. */
export function passSteps({ config, db, hubspot: { door, clock } }: Services, compute: Compute): PassStep[] {
  const write = writeStep({ db, door, clock });
  return [
    // What webhooks named reaches cards and properties before anything that takes long.
    hintStep({ db, door, now, andThen: [computeStepBy(compute, false), write] }),
    syncStep({ db, door, now, searchLagMs: config.sync.searchLagSeconds * 1000, sliceMs: SLICE_MS }),
    computeStepBy(compute, true),
    write,
  ];
}
