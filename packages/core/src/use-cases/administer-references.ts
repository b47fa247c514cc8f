import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { ListRequest } from '../ports/list-request.js';
import type { ProcessReference } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import type { OpenStreams } from '../watching/open-streams.js';
import { type BindInput, type BindPorts, createBindProcess } from './bind-process.js';
import type { AppStreams } from './follow-app.js';
import { namedReferences } from './named-references.js';
import { ownApp } from './own-app.js';
import { ownReference } from './own-reference.js';

/**
 * The process references of an app. A foreign app is answered as if there were none. Failures: `app-not-found`,
 * `process-not-found`, `storage-unavailable`, and those of binding.
 */
export interface AdministerReferences {
  bind(appId: string, input: BindInput, caller: Caller): Promise<Result<ProcessReference, Failure>>;
  /** Those that the token of the caller names, if it does; else all of the app. */
  list(appId: string, request: ListRequest, caller: Caller): Promise<Result<readonly ProcessReference[], Failure>>;
  /** A reference that the caller may run through Orchestrator; else `process-not-found` or `runs-locally`. */
  findRunnable(processId: string, caller: Caller): Promise<Result<ProcessReference, Failure>>;
  /** Takes the process from the app. Its running jobs go on; nobody is told of them any more. */
  unbind(appId: string, processId: string, caller: Caller): Promise<Result<void, Failure>>;
}

/** What administering references needs. */
export interface AdministerReferencesPorts extends BindPorts {
  readonly openStreams: OpenStreams;
  readonly appStreams: Pick<AppStreams, 'processGone'>;
}

/** Makes the use cases. */
export function createAdministerReferences(ports: AdministerReferencesPorts): AdministerReferences {
  const { apps, processReferences, openStreams, appStreams } = ports;
  const bindProcess = createBindProcess(ports);

  return {
    async bind(appId, input, caller) {
      const app = await ownApp(appId, caller, apps);
      return app.ok ? bindProcess(appId, input) : app;
    },
    async list(appId, request, caller) {
      const app = await ownApp(appId, caller, apps);
      if (!app.ok) return app;
      const { processIds } = caller.token ?? {};
      return processIds === undefined
        ? processReferences.list({ appId }, request)
        : namedReferences(processIds, appId, request, processReferences);
    },
    findRunnable: (processId, caller) => ownReference(processId, caller, processReferences),
    async unbind(appId, processId, caller) {
      const app = await ownApp(appId, caller, apps);
      if (!app.ok) return app;
      const deleted = await processReferences.delete(appId, processId);
      if (!deleted.ok) return deleted;
      if (deleted.value) {
        openStreams.closeOf({ processId });
        appStreams.processGone(processId);
        return succeed(undefined);
      }
      return fail({ code: 'process-not-found', detail: `App ${appId} has no process reference ${processId}.` });
    },
  };
}
