import type { ApiAnswer, ApiClient } from './api-client.js';

const action = 'UiPath.Server.Configuration.OData.';

/** Starts a process in the client's folder. */
export function start(api: ApiClient, releaseKey: string, more: object = {}): Promise<ApiAnswer> {
  return api.post(`/odata/Jobs/${action}StartJobs`, {
    startInfo: { ReleaseKey: releaseKey, Strategy: 'ModernJobsCount', JobsCount: 1, ...more },
  });
}

/** Starts a process and gives the id and key of its one job. */
export async function started(
  api: ApiClient,
  releaseKey: string,
  more: object = {},
): Promise<{ readonly id: number; readonly key: string }> {
  const { rows } = await start(api, releaseKey, more);
  return { id: Number(rows[0]?.Id), key: String(rows[0]?.Key) };
}

/** Asks a job to stop. */
export function stop(api: ApiClient, id: number, strategy: string): Promise<ApiAnswer> {
  return api.post(`/odata/Jobs(${id})/${action}StopJob`, { strategy });
}

/** Subscribes a URL to events; all of them unless told which. */
export function subscribe(api: ApiClient, url: string, more: object = {}): Promise<ApiAnswer> {
  return api.post('/odata/Webhooks', {
    Url: url,
    Enabled: true,
    Secret: 'shared-secret',
    SubscribeToAllEvents: true,
    AllowInsecureSsl: false,
    ...more,
  });
}
