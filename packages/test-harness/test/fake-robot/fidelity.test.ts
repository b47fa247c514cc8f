import { expect, it } from 'vitest';
import { robotRoutes } from '../../src/fake-robot/routes/robot-routes.js';
import { robotFidelity } from './fidelity.js';

it('the fidelity of the fake robot is graded for every endpoint that it serves, once, and for no other', () => {
  const graded = robotFidelity.endpoints.map(({ endpoint }) => endpoint);

  expect(graded).toEqual(robotRoutes.map(({ method, path }) => `${method} ${path}`));
});
