import { createVirtualClock, type VirtualClock } from '../fake-orchestrator/clock/virtual-clock.js';
import { createRuleBook, type RuleBook } from '../fake-server/rule-book.js';
import { type ConsentDesk, type ConsentMode, createConsentDesk } from './consent/consent-desk.js';
import type { OriginRules } from './consent/origin-rules.js';
import type { RobotFaultRule } from './faults/fault-rule.js';
import { createRobotJournal, type RobotJournal } from './http/journal.js';
import { createJobEngine, type RobotJobEngine } from './jobs/job-engine.js';
import { createCatalog, type ProcessCatalog } from './processes/catalog.js';
import type { CheckedRobotSeed } from './processes/seed.js';
import { type FeatureSet, type ServerFeature, serverFeatures } from './server-feature.js';

/** How a robot is from its start, and after each reset. */
export interface RobotSettings {
  readonly seed: CheckedRobotSeed;
  readonly manual: boolean;
  readonly runMs: number;
  readonly consent: ConsentMode;
  readonly tokenDays: number;
  readonly features: FeatureSet;
  readonly origins: OriginRules;
  readonly holdMs: number;
  readonly eventCase: 'camel' | 'pascal';
}

/** One robot from its seed to its reset: everything that has state but its ports. */
export interface RobotSite {
  readonly clock: VirtualClock;
  readonly catalog: ProcessCatalog;
  readonly engine: RobotJobEngine;
  readonly consent: ConsentDesk;
  readonly faults: RuleBook<RobotFaultRule>;
  readonly journal: RobotJournal;
  features: FeatureSet;
  origins: OriginRules;
  /** How long a poll is held, in milliseconds on the clock. */
  readonly holdMs: number;
  readonly eventCase: 'camel' | 'pascal';
}

/** A fresh robot. */
export function createRobotSite(settings: RobotSettings): RobotSite {
  const { seed, manual, runMs, consent, tokenDays, features, origins, holdMs, eventCase } = settings;
  const clock = createVirtualClock();
  return {
    clock,
    catalog: createCatalog(seed),
    engine: createJobEngine(clock, { manual, runMs }),
    consent: createConsentDesk(clock.nowMs, consent, tokenDays),
    faults: createRuleBook(),
    journal: createRobotJournal(),
    features,
    origins,
    holdMs,
    eventCase,
  };
}

/** Whether the robot can do something. */
export function has({ features }: RobotSite, feature: ServerFeature): boolean {
  return features?.includes(feature) === true;
}

/** What a listener can do when nobody says otherwise: everything. */
export const allFeatures: FeatureSet = serverFeatures;
