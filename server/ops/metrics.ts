import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/**
 * What the process counts about itself, in Prometheus' text form. Figures about accounts come from PostgreSQL instead
 * (figure-gauges.ts), so that they are the same whichever process is asked.
 */
export interface Metrics {
  readonly registry: Registry;
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly jobSeconds: Histogram<'job' | 'outcome'>;
  readonly hubspotSeconds: Histogram<'kind' | 'status'>;
  readonly signaturesRefused: Counter<'problem'>;
  readonly requestsLimited: Counter<'bucket'>;
}

const HTTP_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const HUBSPOT_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const JOB_BUCKETS_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 1_800];

/** A registry of its own per process (and per test): prom-client's global one would add them up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: HTTP_BUCKETS_SECONDS,
      registers: [registry],
    }),
    jobSeconds: new Histogram({
      name: 'job_run_seconds',
      help: 'Time of one run of a job',
      labelNames: ['job', 'outcome'],
      buckets: JOB_BUCKETS_SECONDS,
      registers: [registry],
    }),
    hubspotSeconds: new Histogram({
      name: 'hubspot_call_seconds',
      help: 'Time HubSpot took to answer, without our own waiting; status 0 stands for no answer',
      labelNames: ['kind', 'status'],
      buckets: HUBSPOT_BUCKETS_SECONDS,
      registers: [registry],
    }),
    requestsLimited: new Counter({
      name: 'requests_limited_total',
      help: 'Requests refused because one caller sent too many',
      labelNames: ['bucket'],
      registers: [registry],
    }),
    signaturesRefused: new Counter({
      name: 'signatures_refused_total',
      help: 'Requests that were not signed by HubSpot for this app',
      labelNames: ['problem'],
      registers: [registry],
    }),
  };
}
