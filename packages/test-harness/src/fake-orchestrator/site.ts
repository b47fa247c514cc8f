import { createVirtualClock, type VirtualClock } from './clock/virtual-clock.js';
import { createFaultBook, type FaultBook } from './faults/fault-book.js';
import { createJournal, type Journal } from './http/journal.js';
import { createJobEngine, type JobEngine, type JobPace } from './jobs/job-engine.js';
import { createLockout, type Lockout } from './lockout.js';
import { createMaintenance, type Maintenance } from './maintenance.js';
import { createRefreshTokens, type RefreshTokens } from './oauth/refresh-tokens.js';
import type { VersionProfile } from './profile/version-profile.js';
import { createSessions, type Sessions } from './sessions.js';
import { announce } from './webhooks/event-body.js';
import { createSender, type Sender } from './webhooks/sender.js';
import { type HostAvailability, verifyHost } from './webhooks/verify-host.js';
import type { CheckedSeed } from './world/seed.js';
import { createWorld, type World } from './world/world.js';

/** One Orchestrator from its seed to its reset: everything that has state. */
export interface Site {
  readonly profile: VersionProfile;
  /** Where it is reached, without a slash at the end. */
  readonly origin: string;
  readonly clock: VirtualClock;
  readonly world: World;
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;
  readonly lockout: Lockout;
  readonly maintenance: Maintenance;
  /** Whether a URL can be reached from here, with the trust of the sender. */
  readonly verifyHost: (url: URL) => Promise<HostAvailability>;
  readonly engine: JobEngine;
  readonly sender: Sender;
  readonly faults: FaultBook;
  readonly journal: Journal;
  /** Stops its clock and breaks off what it is sending. */
  close(): Promise<void>;
}

/**
 * A fresh Orchestrator.
 * @param subscriberCas certificates of CAs, as PEM, that are trusted for subscribers to its webhooks
 */
export function createSite(
  seed: CheckedSeed,
  origin: string,
  profile: VersionProfile,
  pace: JobPace,
  subscriberCas: readonly string[] = [],
): Site {
  const clock = createVirtualClock();
  const world = createWorld(seed, clock.stamp());
  const users = [...world.users.values()];
  const faults = createFaultBook();
  const sender = createSender(world.webhooks, clock, faults, profile, subscriberCas);
  const engine = createJobEngine(world.jobs, clock, pace, (event) => {
    const announcement = profile.eventTypes.includes(event.type) ? announce(event, profile) : undefined;
    if (announcement !== undefined) sender.send(announcement);
  });

  return {
    profile,
    origin,
    clock,
    world,
    sessions: createSessions(clock.nowMs, users),
    refreshTokens: createRefreshTokens(clock.nowMs, world.oauthClients, users),
    lockout: createLockout(clock.nowMs),
    maintenance: createMaintenance(),
    verifyHost: (url) => verifyHost(url, clock.stopped, subscriberCas),
    engine,
    sender,
    faults,
    journal: createJournal(),
    close() {
      clock.stop();
      return sender.close();
    },
  };
}
