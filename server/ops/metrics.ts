import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What the process counts about itself, in Prometheus' text form. Labels never carry account or record ids. */
export interface Metrics {
  readonly registry: Registry;
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly jobSeconds: Histogram<'job' | 'outcome'>;
  readonly signaturesRefused: Counter<'problem'>;
}

const HTTP_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
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
    signaturesRefused: new Counter({
      name: 'signatures_refused_total',
      help: 'Requests that were not signed by HubSpot for this app',
      labelNames: ['problem'],
      registers: [registry],
    }),
  };
}
