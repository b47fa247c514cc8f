import type * as core from '@cuelight/core';

/** The pure rules of the lifecycle, as `@cuelight/core` exports them: what the laws are about. */
export type LifecycleRules = Pick<
  typeof core,
  'transitions' | 'step' | 'walk' | 'comparePrecedence' | 'jobOf' | 'merge' | 'join' | 'followJob' | 'follow'
>;
