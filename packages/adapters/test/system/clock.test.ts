import { expect, it } from 'vitest';
import { runNode } from '../run-node.js';

it('lets the process end although something is planned', async () => {
  const printed = await runNode(
    `import { systemClock } from '@cuelight/adapters/system';
     systemClock.after(3_600_000, () => console.log('called'));
     console.log('planned');`,
    import.meta.dirname,
  );

  expect(printed.trim()).toBe('planned');
});
