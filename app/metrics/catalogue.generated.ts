// Made by `npm run generate` from the files in the folders beside this one; do not edit.
import { decliningRegistration } from './activity/declining-registration.ts';
import { engagementState } from './activity/engagement-state.ts';
import { leadFrequency } from './activity/lead-frequency.ts';
import { leadQuantity } from './activity/lead-quantity.ts';
import { registrationVelocity } from './activity/registration-velocity.ts';
import { registrationVolume } from './activity/registration-volume.ts';
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
import { leadQuality } from './outcome/lead-quality.ts';
import { leadSources } from './outcome/lead-sources.ts';
import { pipeline } from './outcome/pipeline.ts';
import { resoldRevenue } from './outcome/resold-revenue.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import { activePartners } from './program/active-partners.ts';
import { activeShareDecline } from './program/active-share-decline.ts';
import { brandInfluence } from './program/brand-influence.ts';
import { concentrationRisk } from './program/concentration-risk.ts';
import { discussionConversion } from './program/discussion-conversion.ts';
import { productivityRamp } from './program/productivity-ramp.ts';
import { recruitmentWithoutActivation } from './program/recruitment-without-activation.ts';
import { signUpRate } from './program/sign-up-rate.ts';
import { incompleteEntry } from './quality/incomplete-entry.ts';
import { inconsistentTagging } from './quality/inconsistent-tagging.ts';
import type { Metric } from './metric.ts';

/** All metrics, by id. */
export const CATALOGUE: readonly Metric[] = [
  activePartners,
  activeShareDecline,
  brandInfluence,
  closeRate,
  concentrationRisk,
  coverage,
  customersAcquired,
  dealSize,
  dealsClosed,
  decliningRegistration,
  discussionConversion,
  engagementState,
  incompleteEntry,
  inconsistentTagging,
  influencedRevenue,
  influencedToSourcedRatio,
  leadFrequency,
  leadQuality,
  leadQuantity,
  leadSources,
  lifecycleStage,
  pipeline,
  productivityRamp,
  recruitmentWithoutActivation,
  registrationVelocity,
  registrationVolume,
  resoldRevenue,
  revenueDistribution,
  revenuePerActivePartner,
  salesCycle,
  signUpRate,
  sourcedRevenue,
  stageConversion,
  stallPoint,
  tenure,
  timeToFirstDeal,
];
