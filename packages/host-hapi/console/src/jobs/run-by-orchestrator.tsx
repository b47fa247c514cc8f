import type { JsonObject } from '@cuelight/core';
import { useRef, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useGoTo } from '../route/use-go-to.js';
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
  const goTo = useGoTo();
  // A start of which nobody knows what became is asked for again as the same one, so that it is not started twice.
  const attempt = useRef<{ readonly sent: string; readonly key: string }>(undefined);
  const [isUnsure, setUnsure] = useState(false);

  const start = async (given: JsonObject): Promise<Failed | undefined> => {
    setUnsure(false);
    const sent = JSON.stringify(given);
    if (attempt.current?.sent !== sent) attempt.current = { sent, key: crypto.randomUUID() };
    const started = await call('POST /v1/processes/{processId}/jobs', {
      params: { processId },
      body: { input: given },
      idempotencyKey: attempt.current.key,
    });
    if (!started.ok) {
      const mayRun = mayHaveStarted(started.failed);
      if (!mayRun) attempt.current = undefined;
      setUnsure(mayRun);
      return started.failed;
    }
    goTo('apps', appId, 'jobs', processId, started.value.jobKey);
    return undefined;
  };

  return (
    <RunForm input={input} start={start}>
      {isUnsure && (
        <p>
          The job may have been started all the same. Run it again with the same input: then it is shown if there is
          one, and never started twice. To start another in any case, load this page again.
        </p>
      )}
    </RunForm>
  );
}

/** Whether there may be a job: nobody heard the answer, or there is none yet. */
function mayHaveStarted(failed: Failed): boolean {
  return failed.kind !== 'refused' || failed.problem.status >= 500 || failed.problem.code === 'start-in-progress';
}
