import { describe, expect, it } from 'vitest';
import { versionsPage } from './versions-page.js';

describe('the documentation', () => {
  it('shows what the versions of Orchestrator can do as the code has it', async () => {
    await expect(versionsPage()).toMatchFileSnapshot('../../../../docs/versions.md');
  });
});
