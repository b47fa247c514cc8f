/** The states of a connection, from its making to its removal. */
export const connectionStates = [
  'connecting',
  'verified',
  'degraded',
  'unauthorized',
  'unreachable',
  'retired',
] as const;

/** A state of a connection. */
export type ConnectionState = (typeof connectionStates)[number];

/** What each state means to somebody who uses the connection. */
export const connectionStateMeanings: Readonly<Record<ConnectionState, string>> = {
  connecting: 'It is being made. It cannot be used yet, and is in no list.',
  verified: 'It can be used, and is believed to be fine.',
  degraded: 'It can be used, but the events that Orchestrator should send do not come: jobs are followed by reading.',
  unauthorized: 'Orchestrator refuses its credential. It may be used all the same: a call that is answered heals it.',
  unreachable:
    'Orchestrator cannot be reached, or cannot work: network, TLS, time-out, an error of its own, an unusable reply. It may be used all the same: a call that is answered heals it.',
  retired: 'It is being removed, and cannot be used any more.',
};

/** What can happen to a connection. */
export const connectionSignals = [
  'connect-asked',
  'checks-passed',
  'checks-failed',
  'call-answered',
  'credential-refused',
  'not-reached',
  'events-missing',
  'events-back',
  'disconnect-asked',
] as const;

/** Something that happened to a connection. */
export type ConnectionSignal = (typeof connectionSignals)[number];

/** One legal move of a connection. */
export interface ConnectionMove {
  /** The state left; null for a connection's first state. */
  readonly from: ConnectionState | null;
  readonly signal: ConnectionSignal;
  readonly to: ConnectionState;
  /** What moves it, in words. */
  readonly meaning: string;
}

/** The lifecycle of a connection: every legal move, once. A signal without a row leaves the state as it is. */
export const connectionMoves: readonly ConnectionMove[] = [
  row(null, 'connect-asked', 'connecting', 'its target was checked, and its row is written'),
  row('connecting', 'checks-passed', 'verified', 'credential and subscription are in place'),
  row('connecting', 'checks-failed', 'retired', 'it could not be completed: what was made of it is undone'),
  row('verified', 'events-missing', 'degraded', 'events were expected, and none came'),
  row('verified', 'credential-refused', 'unauthorized', 'Orchestrator refused the credential'),
  row('verified', 'not-reached', 'unreachable', 'a call did not get through, or got no usable answer'),
  row('verified', 'disconnect-asked', 'retired', 'an admin takes it down'),
  row('degraded', 'events-back', 'verified', 'an event came'),
  row('degraded', 'credential-refused', 'unauthorized', 'Orchestrator refused the credential'),
  row('degraded', 'not-reached', 'unreachable', 'a call did not get through, or got no usable answer'),
  row('degraded', 'disconnect-asked', 'retired', 'an admin takes it down'),
  row('unauthorized', 'call-answered', 'verified', 'Orchestrator let us in and answered'),
  row('unauthorized', 'not-reached', 'unreachable', 'now a call does not even get through'),
  row('unauthorized', 'disconnect-asked', 'retired', 'an admin takes it down'),
  row('unreachable', 'call-answered', 'verified', 'Orchestrator let us in and answered'),
  row('unreachable', 'credential-refused', 'unauthorized', 'it is reached again, but refuses the credential'),
  row('unreachable', 'disconnect-asked', 'retired', 'an admin takes it down'),
];

/** The state after a signal, by the table alone. Pure; null is a connection that nothing is known of. */
export function stepConnection<From extends ConnectionState | null>(
  from: From,
  signal: ConnectionSignal,
): ConnectionState | From {
  return connectionMoves.find((move) => move.from === from && move.signal === signal)?.to ?? from;
}

function row(
  from: ConnectionState | null,
  signal: ConnectionSignal,
  to: ConnectionState,
  meaning: string,
): ConnectionMove {
  return { from, signal, to, meaning };
}
