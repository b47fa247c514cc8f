import { type FakeOrchestratorOptions, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { aFolder } from '../world/a-folder.js';
import { aService, type Service } from '../world/a-service.js';

/**
 * The service as it is run, with its console, and a fake Orchestrator that it may reach.
 *
 * @param environment what is set for the service besides
 */
export async function aConsole(
  options: FakeOrchestratorOptions = { manual: true },
  environment: Readonly<Record<string, string>> = {},
) {
  const fake = await startFakeOrchestrator(options);
  onTestFinished(() => fake.close());
  const folder = await aFolder();
  const service = await aService(folder, environment);
  return {
    ...service,
    ...{ fake, folder },
    openSignedIn: (page: Page, place = '') => openSignedIn(service, page, place),
  };
}

/** Opens the console of a service with the link that a program gave. */
export async function openSignedIn({ url, client }: Pick<Service, 'url' | 'client'>, page: Page, place = '') {
  const { body } = await client().post('/v1/session/codes');
  await page.goto(`${url}/#code=${body.code}`);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  if (place !== '') await page.goto(`${url}/#/${place}`);
}
