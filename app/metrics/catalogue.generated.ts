// Made by `npm run generate` from the files in the folders beside this one; do not edit.
import { decliningRegistration } from './activity/declining-registration.ts';
import { engagementState } from './activity/engagement-state.ts';
import { registrationVelocity } from './activity/registration-velocity.ts';
import { registrationVolume } from './activity/registration-volume.ts';
import { closeRate } from './efficiency/close-rate.ts';
import { dealSize } from './efficiency/deal-size.ts';
import { revenueDistribution } from './efficiency/revenue-distribution.ts';
import { revenuePerActivePartner } from './efficiency/revenue-per-active-partner.ts';
import { salesCycle } from './efficiency/sales-cycle.ts';
import { timeToFirstDeal } from './efficiency/time-to-first-deal.ts';
import { lifecycleStage } from './health/lifecycle-stage.ts';
import { coverage } from './outcome/coverage.ts';
import { customersAcquired } from './outcome/customers-acquired.ts';
import { dealsClosed } from './outcome/deals-closed.ts';
import { influencedRevenue } from './outcome/influenced-revenue.ts';
import { pipeline } from './outcome/pipeline.ts';
import { resoldRevenue } from './outcome/resold-revenue.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import type { Metric } from './metric.ts';

/** All metrics, by id. */
export const CATALOGUE: readonly Metric[] = [
  closeRate,
  coverage,
  customersAcquired,
  dealSize,
  dealsClosed,
  decliningRegistration,
  engagementState,
  influencedRevenue,
  lifecycleStage,
  pipeline,
  registrationVelocity,
  registrationVolume,
  resoldRevenue,
  revenueDistribution,
  revenuePerActivePartner,
  salesCycle,
  sourcedRevenue,
  timeToFirstDeal,
];
