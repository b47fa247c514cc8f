import { expect, it } from 'vitest';
import { fidelityPage } from './fidelity-page.js';

it('docs/fidelity.md says what fidelity.json and the profiles of the versions say', async () => {
  await expect(fidelityPage()).toMatchFileSnapshot('../../../../docs/fidelity.md');
});
