import { describe, expect, it } from 'vitest';
import { connectionLifecyclePage } from './connection-lifecycle-page.js';
import { jobLifecyclePage } from './job-lifecycle-page.js';
import { webhooksRefusedPage } from './webhooks-refused-page.js';

const docs = '../../../../docs';

describe('the documentation', () => {
  it('shows the lifecycle of a connection as the code has it', async () => {
    await expect(connectionLifecyclePage()).toMatchFileSnapshot(`${docs}/connection-lifecycle.md`);
  });

  it('lists the mistakes that explain refused deliveries as the code has them', async () => {
    await expect(webhooksRefusedPage()).toMatchFileSnapshot(`${docs}/webhooks-refused.md`);
  });

  it('shows the lifecycle of a job as the code has it', async () => {
    await expect(jobLifecyclePage()).toMatchFileSnapshot(`${docs}/job-lifecycle.md`);
  });
});
