import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { longestTaskMs } from '../../browser/longest-task.js';
import { hold, type Row } from '../../row.js';
import type { Operator } from './operator.js';

/** A job that moves again and again: the longest time its page does not answer while the moves come in. */
export async function longJob(operator: Operator, serviceUrl: string, moves: number): Promise<readonly Row[]> {
  const fake = await startFakeOrchestrator({ manual: true });
  try {
    const connection = await operator.call('POST', '/v1/connections', {
      ...{ name: 'Moving', orchestratorUrl: fake.url, tenant: 'Default' },
      credential: { kind: 'password', username: 'admin', password: 'admin-password' },
    });
    const { items } = await operator.call('GET', `/v1/connections/${connection.id}/processes`);
    const [{ folderKey, releaseKey }] = items;
    const app = await operator.call('POST', '/v1/apps', { name: 'Invoice portal' });
    const process = await operator.call('POST', `/v1/apps/${app.id}/processes`, {
      ...{ connectionId: connection.id, folderKey, releaseKey, runOn: 'orchestrator' },
    });
    const { jobKey } = await operator.call('POST', `/v1/processes/${process.id}/jobs`, { input: {} });
    const page = await operator.openConsole();
    await page.goto(`${serviceUrl}/#/apps/${app.id}/jobs/${process.id}/${jobKey}`);
    await page.getByText('The job is Pending.').waitFor();
    const steps = page.locator('.steps li');
    const longestMs = await longestTaskMs(page, async () => {
      for (let move = 0; move < moves; move += 1) {
        await fake.admin.advanceClock(1_000);
        fake.admin.setJobState(jobKey, { state: cycle[move % cycle.length] ?? 'Running' });
      }
      await steps.nth(moves).waitFor();
    });
    await page.close();
    const metric = `longest task while a job tells ${moves} moves`;
    return [hold({ name: 'console', metric, ours: longestMs, unit: 'ms' }, { atMost: 100 })];
  } finally {
    await fake.close();
  }
}

const cycle = ['Running', 'Suspended', 'Resumed'] as const;
