import type { Secret } from '../credential/secret.js';
import type { Clock } from '../ports/clock.js';
import { type FormerSecret, formerAfter, rememberedOf } from './former-secrets.js';
import { isAlive, newPulse, type Pulse, pulseHeard, pulseLookedAt, pulseMissed } from './pulse.js';

/**
 * What is needed in memory to take deliveries: the secrets of each connection that has a webhook: one, and two while
 * it changes. Deliveries therefore need neither database nor vault. It also knows how each webhook does.
 */
export interface HookRegistry {
  /**
   * Takes deliveries for the connection, signed with this secret, or with the other one where there is one, from now on;
   * `isProven` when Orchestrator is known to reach us.
   */
  open(connectionId: string, secret: Secret, isProven?: boolean, other?: Secret): void;
  /** The same for a connection that is open already, without forgetting how its webhook does. */
  change(connectionId: string, secret: Secret, other?: Secret): void;
  /** Refuses deliveries for the connection from now on. */
  close(connectionId: string): void;
  /** The secrets a delivery may be signed with: at most two, none when no deliveries are taken for the connection. */
  secretsOf(connectionId: string): readonly Secret[];
  /** The secrets that were valid before, the latest first, at most two, each for a day: no delivery is taken for them. */
  formerSecretsOf(connectionId: string): readonly Secret[];
  /** The secrets of other connections, at most so many. */
  secretsOfOthers(connectionId: string, most: number): readonly Secret[];
  /** Notes that a verified delivery came. */
  heard(connectionId: string): void;
  /** Notes that reading brought a move that a webhook should have told. */
  missed(connectionId: string): void;
  /** Looks whether an event that was missed has become a blackout with time. */
  look(connectionId: string): void;
  /** Whether Orchestrator has proved that it tells of moves by itself: a move learnt by reading is then a repair. */
  isProven(connectionId: string): boolean;
  /** Whether deliveries come at present, so that reading may be slow. */
  isAlive(connectionId: string): boolean;
  /** Notes that a verified ping came. */
  pinged(connectionId: string): void;
  /**
   * Waits for the next ping, whoever else does. Ask before the ping is requested, since it may arrive before the reply to
   * the request.
   */
  expectPing(connectionId: string, withinMs: number): Promise<boolean>;
}

/** Who is told when the events of a connection stay away, and when they are back. */
export type BlackoutListener = (connectionId: string, what: 'events-missing' | 'events-back') => void;

interface Hook {
  secrets: readonly Secret[];
  former: readonly FormerSecret[];
  pulse: Pulse;
}

/** Makes an empty registry. */
export function createHookRegistry(clock: Clock, blackout: BlackoutListener): HookRegistry {
  const hooks = new Map<string, Hook>();
  const expected = new Map<string, Set<() => void>>();

  const change = (connectionId: string, next: (pulse: Pulse, nowMs: number) => Pulse) => {
    const hook = hooks.get(connectionId);
    if (hook === undefined) return;
    const { isBlackout } = hook.pulse;
    hook.pulse = next(hook.pulse, clock.nowMs());
    if (hook.pulse.isBlackout !== isBlackout) blackout(connectionId, isBlackout ? 'events-back' : 'events-missing');
  };

  return {
    open(connectionId, secret, isProven = false, other) {
      const secrets = both(secret, other);
      const before = hooks.get(connectionId);
      const former = before === undefined ? [] : formerAfter(before, secrets, clock.nowMs());
      hooks.set(connectionId, { secrets, former, pulse: newPulse(isProven) });
    },
    change(connectionId, secret, other) {
      const hook = hooks.get(connectionId);
      if (hook === undefined) return;
      const secrets = both(secret, other);
      hook.former = formerAfter(hook, secrets, clock.nowMs());
      hook.secrets = secrets;
    },
    close(connectionId) {
      hooks.delete(connectionId);
    },
    secretsOf(connectionId) {
      return hooks.get(connectionId)?.secrets ?? [];
    },
    formerSecretsOf: (connectionId) => rememberedOf(hooks.get(connectionId)?.former ?? [], clock.nowMs()),
    secretsOfOthers(connectionId, most) {
      const found: Secret[] = [];
      for (const [id, { secrets }] of hooks) {
        if (found.length >= most) break;
        if (id !== connectionId) found.push(...secrets);
      }
      return found.slice(0, most);
    },
    heard: (connectionId) => change(connectionId, (_, nowMs) => pulseHeard(nowMs)),
    missed: (connectionId) => change(connectionId, pulseMissed),
    look: (connectionId) => change(connectionId, pulseLookedAt),
    isProven(connectionId) {
      return hooks.get(connectionId)?.pulse.isProven === true;
    },
    isAlive(connectionId) {
      const hook = hooks.get(connectionId);
      return hook !== undefined && isAlive(hook.pulse, clock.nowMs());
    },
    pinged(connectionId) {
      for (const came of [...(expected.get(connectionId) ?? [])]) came();
    },
    expectPing(connectionId, withinMs) {
      return new Promise((resolve) => {
        const waiting = expected.get(connectionId) ?? new Set();
        const settle = (hasCome: boolean) => {
          waiting.delete(came);
          if (waiting.size === 0) expected.delete(connectionId);
          cancel();
          resolve(hasCome);
        };
        const cancel = clock.after(withinMs, () => settle(false));
        const came = () => settle(true);
        expected.set(connectionId, waiting.add(came));
      });
    },
  };
}

function both(secret: Secret, other: Secret | undefined): readonly Secret[] {
  return other === undefined ? [secret] : [secret, other];
}
