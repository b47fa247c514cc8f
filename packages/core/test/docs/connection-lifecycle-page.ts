import { signalOfFailure } from '../../src/connection/signal-of-failure.js';
import { type ConnectionSignal, connectionMoves, connectionStateMeanings } from '../../src/index.js';
import { stateDiagram, table } from './state-diagram.js';

/** The page `docs/connection-lifecycle.md`. */
export function connectionLifecyclePage(): string {
  const states = Object.entries(connectionStateMeanings).map(([state, meaning]) => [`\`${state}\``, meaning]);
  const moves = connectionMoves.map(({ from, signal, to, meaning }) => [
    from === null ? '' : `\`${from}\``,
    `\`${signal}\``,
    `\`${to}\``,
    meaning,
  ]);
  const signals = reported.map((signal) => [`\`${signal}\``, outcomesOf(signal)]);
  return `# The lifecycle of a connection

\`GET /v1/connections\` shows one of these as \`status\`:

${table(['state', 'meaning'], states)}

${stateDiagram(connectionMoves.map(({ from, signal, to }) => ({ from, to, label: signal })))}

${table(['from', 'signal', 'to', 'what happened'], moves)}

A signal that has no row for a state leaves it as it is. Each move is a notice, \`connection-moved\`; the service logs a
warning when a connection becomes degraded, unauthorized or unreachable.

Only connecting, verified and retired are stored. The others are known to the running service alone, from the last call or
event of the connection: after a start it is verified until one says otherwise. Missing events are remembered while a
connection is unauthorized or unreachable: when a call is answered before they are back, it moves on to degraded at once.

What a call to Orchestrator signals, by its outcome; the [failures](failures.md) that are not here say nothing of the
connection, nor do the checks of a connection that is yet to be made:

${table(['signal', 'outcome'], signals)}

This page is made from the code: \`npx vitest run packages/core/test/docs -u\`.
`;
}

const reported = ['call-answered', 'credential-refused', 'not-reached'] as const satisfies readonly ConnectionSignal[];

function outcomesOf(signal: ConnectionSignal): string {
  const codes = Object.entries(signalOfFailure).flatMap(([code, signalled]) =>
    signalled === signal ? [`\`${code}\``] : [],
  );
  return [...(signal === 'call-answered' ? ['an answer'] : []), ...codes].join(', ');
}
