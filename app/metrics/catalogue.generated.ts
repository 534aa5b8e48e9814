// Made by `npm run generate` from the files in the folders beside this one; do not edit.
import { engagementState } from './activity/engagement-state.ts';
import { registrationVelocity } from './activity/registration-velocity.ts';
import { registrationVolume } from './activity/registration-volume.ts';
import { closeRate } from './efficiency/close-rate.ts';
import { salesCycle } from './efficiency/sales-cycle.ts';
import { pipeline } from './outcome/pipeline.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import type { Metric } from './metric.ts';

/** All metrics, by id. */
export const CATALOGUE: readonly Metric[] = [
  closeRate,
  engagementState,
  pipeline,
  registrationVelocity,
  registrationVolume,
  salesCycle,
  sourcedRevenue,
];
