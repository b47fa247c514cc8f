import type { Api } from './api.js';
import type { Place } from './place-of.js';
import { terminal } from './terminal.js';

/** What the main job is done with. */
export interface MainJobInput extends Place {
  readonly text: string;
}

/**
 * The main job: connect an Orchestrator, let an app use a process, start it, and follow it by signed webhooks to its
 * end. Answers the state the job ended in, and where to look further.
 */
export async function doMainJob(admin: Api, { orchestratorUrl, credential, text }: MainJobInput) {
  const connection = await admin.call('POST', '/v1/connections', {
    name: 'Demo Orchestrator',
    orchestratorUrl,
    tenant: 'Default',
    credential,
  });
  const checks = connection.diagnosis.checks.filter((check: { verdict: string }) => check.verdict !== 'skipped');
  const passed = checks.filter((check: { verdict: string }) => check.verdict === 'pass').length;
  terminal.step('Connected', `${passed} of ${checks.length} checks passed, a signed ping among them`);

  const folders = await admin.call('GET', `/v1/connections/${connection.id}/folders`);
  const shared = folders.items.find((folder: { path: string }) => folder.path === 'Shared');
  const processes = await admin.call('GET', `/v1/connections/${connection.id}/processes?folderKey=${shared.key}`);
  const [process] = processes.items;
  terminal.step('Found', `${processes.items.length} processes in folder ${shared.path}`);

  const app = await admin.call('POST', '/v1/apps', { name: 'Demo app' });
  const reference = await admin.call('POST', `/v1/apps/${app.id}/processes`, {
    connectionId: connection.id,
    folderKey: shared.key,
    releaseKey: process.releaseKey,
    runOn: 'orchestrator',
  });
  const local = processes.items[1];
  await admin.call('POST', `/v1/apps/${app.id}/processes`, {
    connectionId: connection.id,
    folderKey: shared.key,
    releaseKey: local.releaseKey,
    runOn: 'local-robot',
  });
  terminal.step('Bound', `${process.name} ${process.version} to the app, and ${local.name} to run on this computer`);

  const events = await admin.events(`/v1/apps/${app.id}/events`);
  const started = admin.call('POST', `/v1/processes/${reference.id}/jobs`, { input: { in_Text: text } });
  terminal.note('');
  const [ended, { jobKey }] = await Promise.all([followToTheEnd(events), started]);
  return { ended, jobKey, connection, reference, app, localProcess: local.name };
}

/** Prints each event as it comes; answers the state the first job ended in. */
async function followToTheEnd(events: Awaited<ReturnType<Api['events']>>): Promise<string> {
  for await (const { name, data } of events) {
    if (name === 'lost') return `lost (${data.reason})`;
    if (name !== 'lifecycle') continue;
    const at = data.at === undefined ? 'inferred' : data.at.slice(11, 23);
    terminal.move(
      data.state,
      data.via,
      data.output === undefined ? at : `${at}  output ${JSON.stringify(data.output)}`,
    );
    if (['Successful', 'Faulted', 'Stopped'].includes(data.state)) return data.state;
  }
  return 'unknown: the event stream ended early';
}
