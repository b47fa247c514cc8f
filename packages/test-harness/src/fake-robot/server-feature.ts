/** What a listener may say it can do. `@uipath/robot` 1.3.1 knows these. */
export const serverFeatures = [
  'JobStatus_LongPolling',
  'InstallProcess',
  'UseGivenJobId',
  'InternalArguments',
  'ClientMessage',
] as const;

/** Something that a listener can do beyond starting, following and stopping. */
export type ServerFeature = (typeof serverFeatures)[number];

/** What a listener can do; null for one so old that it says nothing of it, and can do none of this. */
export type FeatureSet = readonly ServerFeature[] | null;
