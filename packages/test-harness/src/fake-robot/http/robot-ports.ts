import type { RequestListener } from 'node:http';
import type { RobotPort } from './journal.js';
import { type LoopbackPort, openLoopbackPort } from './loopback-port.js';

/** What of the robot stops: one listener, or both. */
export const stoppable = ['discovery', 'session', 'robot'] as const;

/** One of {@link stoppable}. */
export type Stoppable = (typeof stoppable)[number];

/** The two listeners of a robot. What changes them is done one after the other. */
export interface RobotPorts {
  /** Where pages ask first; the same for good. */
  readonly discovery: number;
  /** Where the session listens, or listened before it stopped. */
  session(): number;
  isListening(port: RobotPort): boolean;
  stop(what: Stoppable): Promise<void>;
  /** Starts what has stopped; a session at another port than before. */
  start(): Promise<void>;
  /** Lets the session listen at another port, and no longer at this one. */
  moveSession(): Promise<void>;
  dropConnections(): void;
}

/** Opens both. Throws when the port is taken. @param port of the discovery; 0 takes a free one */
export async function openRobotPorts(
  port: number,
  listenerOf: (port: RobotPort) => RequestListener,
): Promise<RobotPorts> {
  let discovery: LoopbackPort | undefined = await openLoopbackPort(port, listenerOf('discovery'));
  const discoveryPort = discovery.port;
  const open = () => openLoopbackPort(0, listenerOf('session'));
  let session: LoopbackPort | undefined = await open();
  let sessionPort = session.port;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn(change: () => Promise<void>): Promise<void> {
    const done = last.then(change);
    last = done.catch(() => undefined);
    return done;
  }

  async function openSession(): Promise<void> {
    session = await open();
    sessionPort = session.port;
  }

  return {
    discovery: discoveryPort,
    session: () => sessionPort,
    isListening: (which) => (which === 'discovery' ? discovery : session) !== undefined,
    stop: (what) =>
      inTurn(async () => {
        const ending = [what === 'session' ? undefined : discovery, what === 'discovery' ? undefined : session];
        if (what !== 'session') discovery = undefined;
        if (what !== 'discovery') session = undefined;
        await Promise.all(ending.map((one) => one?.close()));
      }),
    start: () =>
      inTurn(async () => {
        discovery ??= await openLoopbackPort(discoveryPort, listenerOf('discovery'));
        if (session === undefined) await openSession();
      }),
    moveSession: () =>
      inTurn(async () => {
        const former = session;
        await openSession();
        await former?.close();
      }),
    dropConnections() {
      discovery?.dropConnections();
      session?.dropConnections();
    },
  };
}
