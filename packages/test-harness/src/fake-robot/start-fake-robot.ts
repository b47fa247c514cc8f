import type { ConsentMode } from './consent/consent-desk.js';
import type { OriginRules } from './consent/origin-rules.js';
import type { FakeRobotControl } from './control/control.js';
import { controlPrefix, createControlListener } from './control/control-listener.js';
import { createControl } from './control/create-control.js';
import { openLoopbackPort } from './http/loopback-port.js';
import { createRobotListener } from './http/robot-listener.js';
import { openRobotPorts, type RobotPorts } from './http/robot-ports.js';
import { defaultRobotSeed } from './processes/default-seed.js';
import { type RobotSeed, robotSeedSchema } from './processes/seed.js';
import type { FeatureSet } from './server-feature.js';
import { allFeatures, createRobotSite, type RobotSettings } from './site.js';

/** How a robot is to be. */
export interface FakeRobotOptions {
  /** The port where pages ask first: `settings.portNumber` of the SDK. 0, the default, takes a free one. */
  readonly port?: number;
  /** What becomes of the code that a page shows. @default 'approve' */
  readonly consent?: ConsentMode;
  /** What the listener says it can do. @default all of it */
  readonly features?: FeatureSet;
  /** Origins that need no consent, and those that get none. @default none of either */
  readonly origins?: Partial<OriginRules>;
  /** @default the processes of the fake Orchestrator's default seed */
  readonly seed?: RobotSeed;
  /** Jobs move only by `control.setJobState` and by being stopped. */
  readonly manual?: boolean;
  /** How long jobs run, in milliseconds on the fake's clock. @default 1500 */
  readonly jobMs?: number;
  /** How long a poll is held at most with long polling, in milliseconds on the fake's clock. @default 20000 */
  readonly holdMs?: number;
  /** How long a token lasts, in days on the fake's clock; 30 is the product's `TokenExpiryInDays`. @default 30 */
  readonly tokenDays?: number;
  /** How the members of workflow events are written; how a real robot does is unknown. @default 'camel' */
  readonly eventCase?: 'camel' | 'pascal';
}

/** A running robot. */
export interface FakeRobot {
  /** The port where pages ask first. */
  readonly port: number;
  /** Where tests reach its other side; ends in `/__control`. */
  readonly controlUrl: string;
  /** The other side, in process. */
  readonly control: FakeRobotControl;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake UiPath Robot: the two local listeners to which RobotJS speaks, on loopback alone, well enough for
 * `@uipath/robot` 1.3.1. Everything is in memory. Throws when the seed is malformed or the port is taken.
 */
export async function startFakeRobot(options: FakeRobotOptions = {}): Promise<FakeRobot> {
  const settings = settingsOf(options);
  let site = createRobotSite(settings);
  let ports: RobotPorts | undefined;
  let control: FakeRobotControl | undefined;
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The robot is still starting.');
    return part;
  };

  ports = await openRobotPorts(options.port ?? 0, (port) =>
    createRobotListener(
      () => site,
      () => started(ports),
      port,
    ),
  );
  const controlPort = await openLoopbackPort(
    0,
    createControlListener(() => started(control)),
  );
  control = createControl(
    () => site,
    ports,
    () => {
      const former = site;
      site = createRobotSite(settings);
      former.clock.stop();
    },
  );
  const { stop, discovery } = ports;

  return {
    port: discovery,
    controlUrl: `http://127.0.0.1:${controlPort.port}${controlPrefix}`,
    control,
    async close() {
      site.clock.stop();
      await Promise.all([stop('robot'), controlPort.close()]);
    },
  };
}

function settingsOf(options: FakeRobotOptions): RobotSettings {
  const { consent = 'approve', features = allFeatures, origins, seed = defaultRobotSeed, manual = false } = options;
  const { jobMs = 1500, holdMs = 20_000, tokenDays = 30, eventCase = 'camel' } = options;
  return {
    consent,
    features,
    origins: { allowed: [], forbidden: [], ...origins },
    seed: robotSeedSchema.parse(seed),
    manual,
    runMs: jobMs,
    tokenDays,
    holdMs,
    eventCase,
  };
}
