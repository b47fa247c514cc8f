import { onTestFinished } from 'vitest';
import {
  type FakeOrchestrator,
  type FakeOrchestratorOptions,
  startFakeOrchestrator,
} from '../../src/fake-orchestrator/index.js';
import { type ApiClient, createApiClient } from './api-client.js';

/** A fake that ends with the test, and a client that is logged in to it. */
export async function aFake(
  options: FakeOrchestratorOptions = {},
): Promise<{ readonly fake: FakeOrchestrator; readonly api: ApiClient }> {
  const fake = await startFakeOrchestrator(options);
  onTestFinished(() => fake.close());
  const anonymous = createApiClient(fake.url);
  const { body } = await anonymous.post('/api/Account/Authenticate', {
    usernameOrEmailAddress: 'admin',
    password: 'admin-password',
  });
  return { fake, api: createApiClient(fake.url, { authorization: `Bearer ${body.result}` }) };
}

/** Keys of the default seed. */
export const echoText = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01';
export const invoiceBot = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e02';
export const brokenImport = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e05';
