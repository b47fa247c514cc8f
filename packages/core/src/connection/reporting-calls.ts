import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { Result } from '../result.js';
import type { ConnectionHealth } from './connection-health.js';
import type { ConnectionSignal } from './connection-lifecycle.js';
import { signalOfFailure } from './signal-of-failure.js';

/** What an answer says of its connection. That something is not supported is known without a call. */
function signalOf(answer: Result<unknown, Failure>): ConnectionSignal | undefined {
  if (!answer.ok) return signalOfFailure[answer.failure.code];
  return answer.value === 'unsupported' ? undefined : 'call-answered';
}

/** A call to the Orchestrator of a connection. */
type Call = (access: OrchestratorAccess, ...rest: never[]) => Promise<Result<unknown, Failure>>;

/**
 * A port whose methods, all of which call Orchestrator, do what they did, and report how each call went as a signal of
 * its connection.
 */
export function reportingCalls<Port extends object & { readonly [Method in keyof Port]: Call }>(
  port: Port,
  health: Pick<ConnectionHealth, 'signal'>,
): Port {
  // Not over the port itself: a proxy has to answer the methods of a frozen one as they are.
  return new Proxy<Port>(Object.create(port), {
    get(_, name) {
      const method: unknown = Reflect.get(port, name);
      if (typeof method !== 'function') return method;
      return async (access: OrchestratorAccess, ...rest: readonly unknown[]) => {
        const answer: Result<unknown, Failure> = await Reflect.apply(method, port, [access, ...rest]);
        const signal = signalOf(answer);
        if (signal !== undefined) health.signal(access.connectionId, signal);
        return answer;
      };
    },
  });
}
