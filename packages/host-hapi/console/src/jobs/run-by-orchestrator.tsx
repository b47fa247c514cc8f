import type { JsonObject } from '@cuelight/core';
import { useRef } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { goTo } from '../route/use-route.js';
import type { Argument } from './argument-value.js';
import { RunForm } from './run-form.js';

/** Starts a job through Orchestrator. */
export function RunByOrchestrator({
  appId,
  processId,
  input,
}: {
  readonly appId: string;
  readonly processId: string;
  readonly input: readonly Argument[] | undefined;
}) {
  const call = useCall();
  // A start of which no answer came is asked for again as the same one, so that it is not started twice.
  const attempt = useRef<{ readonly sent: string; readonly key: string }>(undefined);

  const start = async (given: JsonObject): Promise<Failed | undefined> => {
    const sent = JSON.stringify(given);
    if (attempt.current?.sent !== sent) attempt.current = { sent, key: crypto.randomUUID() };
    const started = await call('POST /v1/processes/{processId}/jobs', {
      params: { processId },
      body: { input: given },
      idempotencyKey: attempt.current.key,
    });
    if (!started.ok) {
      if (started.failed.kind === 'refused') attempt.current = undefined;
      return started.failed;
    }
    goTo('apps', appId, 'jobs', processId, started.value.jobKey);
    return undefined;
  };

  return <RunForm input={input} start={start} />;
}
