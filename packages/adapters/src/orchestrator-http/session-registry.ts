import type { OrchestratorAccess } from '@cuelight/core';
import type { OrchestratorHttpLimits } from './options.js';
import { createSession, type Session } from './session.js';

/** The sessions of all connections. */
export interface SessionRegistry {
  /** The session for this target and credential version, made when there is none. Opens nothing. */
  readonly of: (access: OrchestratorAccess) => Session;
  /** The session of a connection that was used last. */
  latest(connectionId: string): Session | undefined;
  /** Drops a connection's tokens and closes its sockets once they are idle. */
  forget(connectionId: string): Promise<void>;
  /** The same for every connection. */
  close(): Promise<void>;
}

/**
 * A new target or credential is tried beside the one in use before they are swapped: so two sessions of a connection
 * live side by side, the one used last first, and trying does not sign out the other.
 */
const mostPerConnection = 2;

/**
 * A call that was under way while its connection was forgotten may make a session for it once more. Whatever was not
 * used for so long goes when another session is made; no call takes nearly as long.
 */
const mostIdleMs = 30 * 60_000;

/** A registry without sessions. */
export function createSessionRegistry(limits: OrchestratorHttpLimits): SessionRegistry {
  const byConnection = new Map<string, readonly Held[]>();

  async function forget(connectionId: string): Promise<void> {
    const held = byConnection.get(connectionId) ?? [];
    byConnection.delete(connectionId);
    await Promise.all(held.map(({ session }) => session.close()));
  }

  /** The connections whose latest session was not used for long. */
  function idle(nowMs: number): readonly string[] {
    return [...byConnection].flatMap(([connectionId, [latest]]) =>
      latest !== undefined && nowMs - latest.usedAtMs > mostIdleMs ? [connectionId] : [],
    );
  }

  return {
    of(access) {
      const usedAtMs = limits.nowMs();
      const held = byConnection.get(access.connectionId) ?? [];
      const [latest] = held;
      // By far the most calls are those of a connection that nobody is changing.
      if (latest !== undefined && isFor(latest, access)) {
        latest.usedAtMs = usedAtMs;
        return latest.session;
      }
      const found = held.find((one) => isFor(one, access));
      if (found === undefined) for (const connectionId of idle(usedAtMs)) void forget(connectionId);
      const session = found?.session ?? createSession(access.target, limits);
      const others = (byConnection.get(access.connectionId) ?? []).filter((one) => one !== found);
      const { target, credentialVersion } = access;
      const used = { target, credentialVersion, session, usedAtMs };
      byConnection.set(access.connectionId, [used, ...others.slice(0, mostPerConnection - 1)]);
      for (const other of others.slice(mostPerConnection - 1)) void other.session.close();
      return session;
    },
    latest: (connectionId) => byConnection.get(connectionId)?.[0]?.session,
    forget,
    async close() {
      await Promise.all([...byConnection.keys()].map(forget));
    },
  };
}

interface Held extends Pick<OrchestratorAccess, 'target' | 'credentialVersion'> {
  readonly session: Session;
  usedAtMs: number;
}

/** Compared member by member, since every call asks: a text made of all would be as long as the certificates. */
function isFor(held: Held, { target, credentialVersion }: OrchestratorAccess): boolean {
  return (
    held.credentialVersion === credentialVersion &&
    held.target.orchestratorUrl === target.orchestratorUrl &&
    held.target.identityUrl === target.identityUrl &&
    held.target.tenant === target.tenant &&
    held.target.caPem === target.caPem
  );
}
