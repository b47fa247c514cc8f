import type { OrchestratorAccess } from '@cuelight/core';
import type { OrchestratorHttpLimits } from './options.js';
import { createSession, type Session } from './session.js';

/** The sessions of all connections. */
export interface SessionRegistry {
  /** The session for this target and credential version, made when there is none. Opens nothing. */
  readonly of: (access: OrchestratorAccess) => Session;
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

/** A registry without sessions. */
export function createSessionRegistry(limits: OrchestratorHttpLimits): SessionRegistry {
  const byConnection = new Map<string, readonly Held[]>();

  async function forget(connectionId: string): Promise<void> {
    const held = byConnection.get(connectionId) ?? [];
    byConnection.delete(connectionId);
    await Promise.all(held.map(({ session }) => session.close()));
  }

  return {
    of(access) {
      const name = nameOf(access);
      const held = byConnection.get(access.connectionId) ?? [];
      const used = held.find((one) => one.name === name) ?? { name, session: createSession(access.target, limits) };
      const others = held.filter((one) => one !== used);
      byConnection.set(access.connectionId, [used, ...others.slice(0, mostPerConnection - 1)]);
      for (const { session } of others.slice(mostPerConnection - 1)) void session.close();
      return used.session;
    },
    forget,
    async close() {
      await Promise.all([...byConnection.keys()].map(forget));
    },
  };
}

interface Held {
  readonly name: string;
  readonly session: Session;
}

function nameOf({ target, credentialVersion }: OrchestratorAccess): string {
  return JSON.stringify([credentialVersion, target.orchestratorUrl, target.tenant, target.caPem ?? null]);
}
