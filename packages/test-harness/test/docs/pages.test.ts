import { expect, it } from 'vitest';
import { fidelityPage } from './fidelity-page.js';
import { robotFidelityPage } from './robot-fidelity-page.js';

it('docs/fidelity.md says what fidelity.json and the profiles of the versions say', async () => {
  await expect(fidelityPage()).toMatchFileSnapshot('../../../../docs/fidelity.md');
});

it('docs/fidelity-robot.md says what fidelity-robot.json says', async () => {
  await expect(robotFidelityPage()).toMatchFileSnapshot('../../../../docs/fidelity-robot.md');
});
