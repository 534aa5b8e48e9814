// Made by `npm run generate` from the files in the folders beside this one; do not edit.
import { decliningRegistration } from './activity/declining-registration.ts';
import { engagementState } from './activity/engagement-state.ts';
import { neverLoggedIn } from './activity/never-logged-in.ts';
import { partnerInitiatedContact } from './activity/partner-initiated-contact.ts';
import { portalLoginFrequency } from './activity/portal-login-frequency.ts';
import { registrationVelocity } from './activity/registration-velocity.ts';
import { registrationVolume } from './activity/registration-volume.ts';
import { replyRate } from './activity/reply-rate.ts';
import { replyTime } from './activity/reply-time.ts';
import { resourceDownloads } from './activity/resource-downloads.ts';
import { stoppedResponding } from './activity/stopped-responding.ts';
import { toolUsage } from './activity/tool-usage.ts';
import { trainingCompletion } from './activity/training-completion.ts';
import { vendorResponsiveness } from './activity/vendor-responsiveness.ts';
import { closeRate } from './efficiency/close-rate.ts';
import { dealSize } from './efficiency/deal-size.ts';
import { revenueDistribution } from './efficiency/revenue-distribution.ts';
import { revenuePerActivePartner } from './efficiency/revenue-per-active-partner.ts';
import { salesCycle } from './efficiency/sales-cycle.ts';
import { stageConversion } from './efficiency/stage-conversion.ts';
import { stallPoint } from './efficiency/stall-point.ts';
import { timeToFirstDeal } from './efficiency/time-to-first-deal.ts';
import { lifecycleStage } from './health/lifecycle-stage.ts';
import { tenure } from './health/tenure.ts';
import { coverage } from './outcome/coverage.ts';
import { customersAcquired } from './outcome/customers-acquired.ts';
import { dealsClosed } from './outcome/deals-closed.ts';
import { influencedRevenue } from './outcome/influenced-revenue.ts';
import { influencedToSourcedRatio } from './outcome/influenced-to-sourced-ratio.ts';
import { pipeline } from './outcome/pipeline.ts';
import { resoldRevenue } from './outcome/resold-revenue.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import { activePartners } from './program/active-partners.ts';
import { concentrationRisk } from './program/concentration-risk.ts';
import { productivityRamp } from './program/productivity-ramp.ts';
import { trainingFriction } from './program/training-friction.ts';
import { incompleteEntry } from './quality/incomplete-entry.ts';
import { inconsistentTagging } from './quality/inconsistent-tagging.ts';
import type { Metric } from './metric.ts';

/** All metrics, by id. */
export const CATALOGUE: readonly Metric[] = [
  activePartners,
  closeRate,
  concentrationRisk,
  coverage,
  customersAcquired,
  dealSize,
  dealsClosed,
  decliningRegistration,
  engagementState,
  incompleteEntry,
  inconsistentTagging,
  influencedRevenue,
  influencedToSourcedRatio,
  lifecycleStage,
  neverLoggedIn,
  partnerInitiatedContact,
  pipeline,
  portalLoginFrequency,
  productivityRamp,
  registrationVelocity,
  registrationVolume,
  replyRate,
  replyTime,
  resoldRevenue,
  resourceDownloads,
  revenueDistribution,
  revenuePerActivePartner,
  salesCycle,
  sourcedRevenue,
  stageConversion,
  stallPoint,
  stoppedResponding,
  tenure,
  timeToFirstDeal,
  toolUsage,
  trainingCompletion,
  trainingFriction,
  vendorResponsiveness,
];
