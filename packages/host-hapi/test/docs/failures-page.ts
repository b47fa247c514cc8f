import { failures } from '@cuelight/core';
import { hostProblems } from '../../src/problems/host-problems.js';
import { statusOf } from '../../src/problems/status-of.js';

/** The page `docs/failures.md`. */
export function failuresPage(): string {
  const own = Object.entries(hostProblems).map(([code, doc]) => ({ code, ...doc }));
  const ofCore = Object.entries(failures).map(([code, doc]) => ({ code, ...doc, status: statuses.get(code) }));
  return `# Failures

Every refusal of the service is a problem body (RFC 9457, \`application/problem+json\`) with a \`code\`, a \`detail\` that
says what failed on what, and a \`remedy\`. Programs rely on the code. The core and the adapters, embedded elsewhere, answer
the same codes as values. \`orchestrator\` has the status, the \`errorCode\` and the trace id that Orchestrator answered, where
it did; \`traceId\`, with a status of 500 or more, finds the request in the log of the service.

## Of the HTTP surface

${table(own)}

## Of Cuelight

${table(ofCore)}

This page is made from the code: \`npx vitest run packages/host-hapi/test/docs -u\`.
`;
}

interface Line {
  readonly code: string;
  readonly status: number | undefined;
  readonly meaning: string;
  readonly remedy: string;
}

const statuses = new Map<string, number>(Object.entries(statusOf));

function table(lines: readonly Line[]): string {
  const rows = lines.map(({ code, status, meaning, remedy }) => `| \`${code}\` | ${status} | ${meaning} | ${remedy} |`);
  return ['| code | status | meaning | what to do |', '|---|---|---|---|', ...rows].join('\n');
}
