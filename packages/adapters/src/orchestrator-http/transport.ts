import { type ConnectionTarget, type Failure, fail, originOf, type Result } from '@cuelight/core';
import { createAgent } from './agent.js';
import type { Call } from './call.js';
import { exchange, type HttpReply } from './exchange.js';
import { networkFailure } from './network-failure.js';
import type { OrchestratorHttpLimits } from './options.js';

/** Sends single requests to one Orchestrator. Never repeats one. */
export interface Transport {
  /** Any reply that arrived whole is a success, whatever its status. */
  send(call: Call, headers?: Readonly<Record<string, string>>): Promise<Result<HttpReply, Failure>>;
  /** Waits for what is under way and closes the sockets. */
  close(): Promise<void>;
}

/** A transport with a pool of sockets of its own. */
export function createTransport(target: ConnectionTarget, limits: OrchestratorHttpLimits): Transport {
  const agent = createAgent(target, limits);
  const origin = originOf(target.orchestratorUrl);
  const basePath = target.orchestratorUrl.slice(origin.length);

  return {
    async send({ method, path, body, form, isWrite }, headers = {}) {
      const request = {
        origin,
        method,
        path: basePath + path,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json;charset=utf-8' }),
          ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(form !== undefined && { body: new URLSearchParams(form).toString() }),
      };
      const outcome = await exchange(agent, request, limits.timeouts.callMs);
      if (outcome.ok) return outcome;
      const isOpen = isWrite && outcome.failure.phase !== 'before';
      return fail({ ...networkFailure(outcome.failure, origin), ...(isOpen && { mayHaveHappened: true }) });
    },
    close: () => agent.close(),
  };
}
