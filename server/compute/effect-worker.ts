/**
 * A thread of its own for what an admin wants to know before saving: the whole account computed under other settings
 * takes seconds, in which the web process would answer nobody.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { bandValue } from '../../app/plans/property-plan.ts';
import { computeRecords } from './computed.ts';
import type { BandsByPartner } from './effect.ts';

// Whoever starts this file is effect.ts.
const { records, asOfDay } = workerData as { records: AccountRecords; asOfDay: number };
const { facts, health } = computeRecords(records, asOfDay);
const bands: BandsByPartner = Object.fromEntries(
  health.map((one) => [facts.partners[one.index]?.id ?? '', bandValue(one)]),
);
parentPort?.postMessage(bands);
