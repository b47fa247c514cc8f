import { robotFidelity } from '../fake-robot/fidelity.js';
import { table } from './table.js';

/** The page `docs/fidelity-robot.md`. */
export function robotFidelityPage(): string {
  const { grades, endpoints, behaviours } = robotFidelity;
  return `# How faithful the fake robot is

No real UiPath Robot was at hand: [the fake robot](fake-robot.md) is known from its client, and from documentation.

${table(['grade', 'meaning'], Object.entries(grades))}

${table(
  ['endpoint', 'grade', 'beside that'],
  endpoints.map(({ endpoint, evidence, note }) => [`\`${endpoint}\``, evidence, note ?? '']),
)}

${table(
  ['behaviour', 'grade', 'beside that'],
  behaviours.map(({ behaviour, evidence, note }) => [behaviour, evidence, note ?? '']),
)}

This page is made from \`packages/test-harness/fidelity-robot.json\`: \`npx vitest run packages/test-harness/test/docs -u\`.
`;
}
