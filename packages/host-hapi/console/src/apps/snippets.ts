import type { Argument } from '../jobs/argument-value.js';

/** What a snippet runs, and where. */
export interface Called {
  /** The origin of the service. */
  readonly serviceUrl: string;
  readonly appId: string;
  readonly processId: string;
  /** Empty where it is not known what the process takes. */
  readonly input: readonly Pick<Argument, 'name' | 'type' | 'hasDefault'>[];
}

/** Starts a job and follows it to its end, in a shell. */
export function curlSnippet({ serviceUrl, processId, input }: Called): string {
  return `JOBS=${shellText(`${serviceUrl}/v1/processes/${processId}/jobs`)}

JOB_KEY=$(curl -sS --fail-with-body "$JOBS" \\
  -H "Authorization: Bearer $CUELIGHT_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${shellText(codeText({ input: exampleOf(input) }))} |
  sed -n 's/.*"jobKey":"\\([^"]*\\)".*/\\1/p')

curl -sSN --fail-with-body "$JOBS/$JOB_KEY/events" -H "Authorization: Bearer $CUELIGHT_KEY"
`;
}

/** Starts a job and reads it until it has ended, on a server. */
export function fetchSnippet({ serviceUrl, processId, input }: Called): string {
  return `const jobs = ${codeText(`${serviceUrl}/v1/processes/${processId}/jobs`)};
const authorization = \`Bearer \${process.env.CUELIGHT_KEY}\`;

const started = await fetch(jobs, {
  method: 'POST',
  headers: {
    authorization,
    'content-type': 'application/json',
    // The same when the start is repeated: it is done once.
    'idempotency-key': crypto.randomUUID(),
  },
  body: JSON.stringify({ input: ${codeText(exampleOf(input))} }),
});
if (!started.ok) throw new Error(await started.text());

let job = await started.json();
while (!['Successful', 'Faulted', 'Stopped'].includes(job.state)) {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const read = await fetch(\`\${jobs}/\${job.jobKey}\`, { headers: { authorization } });
  if (!read.ok) throw new Error(await read.text());
  job = await read.json();
}
console.log(job);
`;
}

/** Makes a token for a page, on the server of the app. */
export function tokenSnippet({ serviceUrl, appId, processId }: Called): string {
  return `export async function cuelightToken() {
  const made = await fetch(${codeText(`${serviceUrl}/v1/apps/${appId}/tokens`)}, {
    method: 'POST',
    headers: {
      authorization: \`Bearer \${process.env.CUELIGHT_KEY}\`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ processIds: [${codeText(processId)}], ttlS: 300 }),
  });
  if (!made.ok) throw new Error(await made.text());
  return (await made.json()).token;
}
`;
}

/** Starts a job and follows it to its end, in a page that asks its server for a token. */
export function pageSnippet({ serviceUrl, processId, input }: Called): string {
  return `import { createHostClient } from '@cuelight/adapters/host-client';

const runner = createHostClient({
  url: ${codeText(serviceUrl)},
  getToken: async () => (await fetch('/cuelight-token', { method: 'POST' })).text(),
});

const run = await runner.start(${codeText(processId)}, {
  input: ${codeText(exampleOf(input))},
});
if (!run.ok) throw new Error(\`\${run.failure.code}: \${run.failure.detail}\`);
for await (const event of run.value.events) console.log(event);
`;
}

const examples: Readonly<Record<Argument['type'], unknown>> = {
  string: 'text',
  integer: 1,
  number: 1.5,
  boolean: true,
  'date-time': '2026-11-26T08:00:00Z',
  object: {},
  array: [],
  unknown: null,
};

/** An input of the right types; what has a default is left to it. */
function exampleOf(input: Called['input']): object {
  return Object.fromEntries(input.filter((one) => !one.hasDefault).map(({ name, type }) => [name, examples[type]]));
}

/** A value as it is written in JSON and in JavaScript alike, in characters that show what they are. */
function codeText(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text as one word of a shell. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
