/** Where a partner stands, from its events; `lifecycle-stage` (catalogue 56) says how each is decided. */
export const LIFECYCLE_STAGES = [
  'recruited',
  'onboarding',
  'activated',
  'producing',
  'established',
  'declining',
  'inactive',
  'left',
] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

export const isLifecycleStage = (text: unknown): text is LifecycleStage =>
  LIFECYCLE_STAGES.some((stage) => stage === text);
