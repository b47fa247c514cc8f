import { capabilityTable, type Evidence, jobEvents, type Known } from '../../src/orchestrator-http/capability-table.js';
import { requestFields } from '../../src/orchestrator-http/request-fields.js';

/** The page `docs/versions.md`. */
export function versionsPage(): string {
  const capabilities = capabilityTable.map((row) => [row.name, row.meaning, ...known(row)]);
  const events = jobEvents.map((row) => [`\`${row.name}\``, ...known(row)]);
  const fields = requestFields.map((row) => [`\`${row.request}\``, `\`${row.field}\``, ...known(row)]);
  return `# What the versions of Orchestrator can do

Every Orchestrator tells its API version, without a login too, in the header \`api-supported-versions\`; of several the
highest counts. Versions 9 to 20 are told apart:

${table(['API version', 'product'], products)}

What is here is what Cuelight goes by. What the evidence says:

${Object.entries(evidenceMeanings)
  .map(([evidence, meaning]) => `- ${evidence}: ${meaning}`)
  .join('\n')}

## Capabilities

${table(['capability', 'what it is', ...columns], capabilities)}

## Webhook events about jobs

${table(['event', ...columns], events)}

## Fields of requests

On premises one field that a version does not know makes it drop the whole request, so no others are sent. Not all of these
are.

${table(['request', 'field', ...columns], fields)}

This page is made from the code: \`npx vitest run packages/adapters/test/docs -u\`.
`;
}

const columns = ['since', 'until', 'evidence', 'source'];

function known({ since, until, evidence, source }: Known): readonly string[] {
  return [String(since), until === undefined ? '' : String(until), evidence, source];
}

const products = [
  ['9', '2019.10'],
  ['10', '2020.4'],
  ['11', '2020.10'],
  ['13', '2021.10'],
  ['15', '2022.4 and 2022.10'],
  ['16', '2023.4'],
  ['17', '2023.10 to 2025.10 (2024.10 inferred)'],
  ['18 to 20', 'Automation Cloud, from 2024'],
];

const evidenceMeanings: Record<Evidence, string> = {
  described: "in the product's own API description of that version, and not in the one before",
  measured: 'seen on servers of these versions by another client',
  documented: "written in UiPath's documentation",
  inferred: 'follows from versions around it',
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
