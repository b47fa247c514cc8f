import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { longestTaskMs } from '../../browser/longest-task.js';
import { hold, type Row } from '../../row.js';
import type { Operator } from './operator.js';

/** Looking a process up among many: the longest time the page does not answer while somebody types. */
export async function manyProcesses(operator: Operator, serviceUrl: string, folders: number): Promise<readonly Row[]> {
  const processesEach = 50;
  const count = folders * processesEach;
  const processes = Array.from({ length: processesEach }, (_, number) => ({ name: `InvoiceBot ${number}` }));
  const seeded = Array.from({ length: folders }, (_, number) => ({ path: `Department ${number}`, processes }));
  const users = [{ username: 'admin', password: 'admin-password' }];
  const fake = await startFakeOrchestrator({ seed: { tenants: [{ name: 'Default', users, folders: seeded }] } });
  try {
    await operator.call('POST', '/v1/connections', {
      ...{ name: 'Large', orchestratorUrl: fake.url, tenant: 'Default' },
      credential: { kind: 'password', username: 'admin', password: 'admin-password' },
    });
    const app = await operator.call('POST', '/v1/apps', { name: 'Invoice portal' });
    const page = await operator.openConsole();
    await page.goto(`${serviceUrl}/#/apps/${app.id}/add`);
    await page.getByText(`${count} processes`).waitFor();
    const search = page.getByLabel('Search a folder or a process');
    const longestMs = await longestTaskMs(page, async () => {
      await search.pressSequentially('department 7/invoicebot 4', { delay: 30 });
      for (let typed = 0; typed < 12; typed += 1) await search.press('Backspace');
    });
    await page.close();
    const metric = `longest task while ${count} processes are searched`;
    return [hold({ name: 'console', metric, ours: longestMs, unit: 'ms' }, { atMost: 100 })];
  } finally {
    await fake.close();
  }
}
