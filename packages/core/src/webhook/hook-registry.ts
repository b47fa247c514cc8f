import type { Secret } from '../credential/secret.js';
import type { Clock } from '../ports/clock.js';

/**
 * What is needed in memory to take deliveries: the secret of each connection that has a webhook. Deliveries therefore
 * need neither database nor vault.
 */
export interface HookRegistry {
  /** Takes deliveries for the connection, signed with this secret, from now on. */
  open(connectionId: string, secret: Secret): void;
  /** Refuses deliveries for the connection from now on. */
  close(connectionId: string): void;
  /** The secret, or undefined when no deliveries are taken for the connection. */
  secretOf(connectionId: string): Secret | undefined;
  /** Notes that a verified delivery came. */
  heard(connectionId: string): void;
  /** When the last verified delivery came, in milliseconds since 1970; undefined when none came yet. */
  heardAtMs(connectionId: string): number | undefined;
  /** Notes that a verified ping came. */
  pinged(connectionId: string): void;
  /** Waits for the next ping. Ask before the ping is requested, since it may arrive before the reply to the request. */
  expectPing(connectionId: string, withinMs: number): Promise<boolean>;
}

interface Hook {
  readonly secret: Secret;
  heardAtMs?: number;
}

/** Makes an empty registry. */
export function createHookRegistry(clock: Clock): HookRegistry {
  const hooks = new Map<string, Hook>();
  const expected = new Map<string, () => void>();

  return {
    open(connectionId, secret) {
      hooks.set(connectionId, { secret });
    },
    close(connectionId) {
      hooks.delete(connectionId);
    },
    secretOf(connectionId) {
      return hooks.get(connectionId)?.secret;
    },
    heard(connectionId) {
      const hook = hooks.get(connectionId);
      if (hook !== undefined) hook.heardAtMs = clock.nowMs();
    },
    heardAtMs(connectionId) {
      return hooks.get(connectionId)?.heardAtMs;
    },
    pinged(connectionId) {
      expected.get(connectionId)?.();
    },
    expectPing(connectionId, withinMs) {
      return new Promise((resolve) => {
        const settle = (came: boolean) => {
          expected.delete(connectionId);
          cancel();
          resolve(came);
        };
        const cancel = clock.after(withinMs, () => settle(false));
        expected.set(connectionId, () => settle(true));
      });
    },
  };
}
