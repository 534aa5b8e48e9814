// Made by `npm run generate` from the files in the folders beside this one; do not edit.
import { decliningRegistration } from './activity/declining-registration.ts';
import { decliningSupport } from './activity/declining-support.ts';
import { engagementState } from './activity/engagement-state.ts';
import { excessiveSupport } from './activity/excessive-support.ts';
import { inactivePartners } from './activity/inactive-partners.ts';
import { inactivityTimeline } from './activity/inactivity-timeline.ts';
import { introductions } from './activity/introductions.ts';
import { leadFrequency } from './activity/lead-frequency.ts';
import { leadQuantity } from './activity/lead-quantity.ts';
import { neverLoggedIn } from './activity/never-logged-in.ts';
import { partnerInitiatedContact } from './activity/partner-initiated-contact.ts';
import { portalLoginFrequency } from './activity/portal-login-frequency.ts';
import { recertification } from './activity/recertification.ts';
import { registrationSpike } from './activity/registration-spike.ts';
import { registrationVelocity } from './activity/registration-velocity.ts';
import { registrationVolume } from './activity/registration-volume.ts';
import { replyRate } from './activity/reply-rate.ts';
import { replyTime } from './activity/reply-time.ts';
import { resourceDownloads } from './activity/resource-downloads.ts';
import { stoppedResponding } from './activity/stopped-responding.ts';
import { supportUtilisation } from './activity/support-utilisation.ts';
import { toolUsage } from './activity/tool-usage.ts';
import { trainingCompletion } from './activity/training-completion.ts';
import { vendorResponsiveness } from './activity/vendor-responsiveness.ts';
import { closeRate } from './efficiency/close-rate.ts';
import { commissionShare } from './efficiency/commission-share.ts';
import { commissionStructure } from './efficiency/commission-structure.ts';
import { costPerAcquisition } from './efficiency/cost-per-acquisition.ts';
import { costPerDollar } from './efficiency/cost-per-dollar.ts';
import { dealSize } from './efficiency/deal-size.ts';
import { revenueDistribution } from './efficiency/revenue-distribution.ts';
import { revenuePerActivePartner } from './efficiency/revenue-per-active-partner.ts';
import { salesCycle } from './efficiency/sales-cycle.ts';
import { stageConversion } from './efficiency/stage-conversion.ts';
import { stallPoint } from './efficiency/stall-point.ts';
import { timeToCertification } from './efficiency/time-to-certification.ts';
import { timeToFirstDeal } from './efficiency/time-to-first-deal.ts';
import { activityOutcome } from './health/activity-outcome.ts';
import { displacementRisk } from './health/displacement-risk.ts';
import { engagementLevel } from './health/engagement-level.ts';
import { engagementStanding } from './health/engagement-standing.ts';
import { engagementTrend } from './health/engagement-trend.ts';
import { inactivityReasons } from './health/inactivity-reasons.ts';
import { lifecycleStage } from './health/lifecycle-stage.ts';
import { partnerCommitment } from './health/partner-commitment.ts';
import { partnerNps } from './health/partner-nps.ts';
import { partnerSatisfaction } from './health/partner-satisfaction.ts';
import { relationshipQuality } from './health/relationship-quality.ts';
import { resourceUtilisation } from './health/resource-utilisation.ts';
import { satisfactionTrend } from './health/satisfaction-trend.ts';
import { tenure } from './health/tenure.ts';
import { businessLost } from './outcome/business-lost.ts';
import { coverage } from './outcome/coverage.ts';
import { customerExpansion } from './outcome/customer-expansion.ts';
import { customerRetention } from './outcome/customer-retention.ts';
import { customersAcquired } from './outcome/customers-acquired.ts';
import { dealsClosed } from './outcome/deals-closed.ts';
import { influencedRevenue } from './outcome/influenced-revenue.ts';
import { influencedToSourcedRatio } from './outcome/influenced-to-sourced-ratio.ts';
import { leadQuality } from './outcome/lead-quality.ts';
import { leadSources } from './outcome/lead-sources.ts';
import { newMarketPenetration } from './outcome/new-market-penetration.ts';
import { pipeline } from './outcome/pipeline.ts';
import { resoldRevenue } from './outcome/resold-revenue.ts';
import { sourcedRevenue } from './outcome/sourced-revenue.ts';
import { activePartners } from './program/active-partners.ts';
import { activeShareDecline } from './program/active-share-decline.ts';
import { attritionCauses } from './program/attrition-causes.ts';
import { attrition } from './program/attrition.ts';
import { brandInfluence } from './program/brand-influence.ts';
import { concentrationRisk } from './program/concentration-risk.ts';
import { discussionConversion } from './program/discussion-conversion.ts';
import { goToPartners } from './program/go-to-partners.ts';
import { idealPartner } from './program/ideal-partner.ts';
import { northStar } from './program/north-star.ts';
import { productivityRamp } from './program/productivity-ramp.ts';
import { recruitmentWithoutActivation } from './program/recruitment-without-activation.ts';
import { signUpRate } from './program/sign-up-rate.ts';
import { targetOutlook } from './program/target-outlook.ts';
import { trainingFriction } from './program/training-friction.ts';
import { gamingPatterns } from './quality/gaming-patterns.ts';
import { incompleteEntry } from './quality/incomplete-entry.ts';
import { inconsistentTagging } from './quality/inconsistent-tagging.ts';
import { integrationGaps } from './quality/integration-gaps.ts';
import { qualityGrade } from './quality/quality-grade.ts';
import type { Metric } from './metric.ts';

/** All metrics, by id. */
export const CATALOGUE: readonly Metric[] = [
  activePartners,
  activeShareDecline,
  activityOutcome,
  attrition,
  attritionCauses,
  brandInfluence,
  businessLost,
  closeRate,
  commissionShare,
  commissionStructure,
  concentrationRisk,
  costPerAcquisition,
  costPerDollar,
  coverage,
  customerExpansion,
  customerRetention,
  customersAcquired,
  dealSize,
  dealsClosed,
  decliningRegistration,
  decliningSupport,
  discussionConversion,
  displacementRisk,
  engagementLevel,
  engagementStanding,
  engagementState,
  engagementTrend,
  excessiveSupport,
  gamingPatterns,
  goToPartners,
  idealPartner,
  inactivePartners,
  inactivityReasons,
  inactivityTimeline,
  incompleteEntry,
  inconsistentTagging,
  influencedRevenue,
  influencedToSourcedRatio,
  integrationGaps,
  introductions,
  leadFrequency,
  leadQuality,
  leadQuantity,
  leadSources,
  lifecycleStage,
  neverLoggedIn,
  newMarketPenetration,
  northStar,
  partnerCommitment,
  partnerInitiatedContact,
  partnerNps,
  partnerSatisfaction,
  pipeline,
  portalLoginFrequency,
  productivityRamp,
  qualityGrade,
  recertification,
  recruitmentWithoutActivation,
  registrationSpike,
  registrationVelocity,
  registrationVolume,
  relationshipQuality,
  replyRate,
  replyTime,
  resoldRevenue,
  resourceDownloads,
  resourceUtilisation,
  revenueDistribution,
  revenuePerActivePartner,
  salesCycle,
  satisfactionTrend,
  signUpRate,
  sourcedRevenue,
  stageConversion,
  stallPoint,
  stoppedResponding,
  supportUtilisation,
  targetOutlook,
  tenure,
  timeToCertification,
  timeToFirstDeal,
  toolUsage,
  trainingCompletion,
  trainingFriction,
  vendorResponsiveness,
];
