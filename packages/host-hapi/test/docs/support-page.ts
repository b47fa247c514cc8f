import { metricDocs } from '../../src/metrics/metric-docs.js';
import { noticeMeanings } from '../../src/metrics/notice-meanings.js';

/** The page `docs/support.md`. */
export function supportPage(): string {
  const metrics = Object.entries(metricDocs).map(([name, { help, labels }]) => {
    const all = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${all === '' ? 'none' : all} | ${help} |`;
  });
  const kinds = Object.entries(noticeMeanings).map(([kind, meaning]) => `| \`${kind}\` | ${meaning} |`);
  return `# Support bundle and metrics

## Making a support bundle

One readable JSON text that says how a Cuelight stands: what to send to whoever helps.

\`\`\`sh
npx cuelight support-bundle --file bundle.json   # with the settings of the service, beside it or without it
\`\`\`

Without \`--file\` it is printed. The command asks settings and database itself, so it also works when the service does not
start. A running service makes one too, with what only it knows: \`GET /v1/support-bundle\` (admins). Read it before you send it:
names and addresses are in it. Where something cannot be asked (the database is gone, a vault is away, the settings cannot be
used), the bundle comes all the same, with \`failure\` in place of that part: a [failure code](failures.md), or \`too-slow\` (30
seconds), \`settings-unusable\`, \`cannot-open\`, \`internal-error\`.

| part | what is in it |
|---|---|
| \`program\` | versions of Cuelight, Node and OpenSSL; operating system, CPUs, memory, uptime |
| \`settings\` | every setting in force, and whether it is the default or was given; of a secret only that it was given; of a URL neither user nor password; names of the variables that credentials may be read from |
| \`database\` | its kind, the version of its schema, how many connections, apps, keys, process references and audit entries it has |
| \`hosts\` | the hosts that are alive: name, age, ids of their master keys, secret backends |
| \`connections\` | of each its id, name, origin and tenant of its Orchestrator, status, subscription, and whether its secrets can be read (or the failure code); from a service also its state right now, the API version if known, and what happened to it since the start (kinds as below); how many records cannot be read |
| \`audit\` | how many entries the audit log has, and whether its chain verifies; no entry |
| \`failures\` | from a service: the codes that requests and background work failed with in the last 24 hours, how often, and when last |
| \`diagnoses\` | the last diagnosis of each connection and process; of up to twenty connections without one of the last five minutes, one made for the bundle |
| \`redaction\` | how many secrets were looked for, and how many had to be taken out |

## What is not in it

No process data (arguments, outputs, faults, keys and ids of jobs), since Cuelight keeps none; no entry of the audit log, no line
of the log, no process reference, no key of an app. And no secret: no part is made from one. In case of a bug, every secret
that the process knows is also taken out by its value before the text leaves, and \`[redacted]\` stands in its place:

- Looked for are the admin key, the master keys (as text and as bytes), the passwords in URLs of the settings, the credentials of
  vaults (also those that the SDKs of AWS and Azure read from the environment), \`CUELIGHT_CREDENTIAL_*\`, the private key of the
  certificate, and every stored credential, webhook secret and secret of the service that can be read in 20 seconds.
  \`redaction.notKnown\` names what could not be asked. API keys of apps are not among them, since Cuelight has only their hashes, nor
  are access tokens.
- Each is found as it is, escaped in JSON, in URLs and forms, in base64 and base64url (also in the middle of more), and in
  hexadecimal digits of either case.
- A secret of fewer than six characters, in any of these forms, is taken out only where it stands by itself, with no letter or digit
  before or behind it, and not out of numbers: anywhere else it stands by chance.
- The names of members, and words of Cuelight's own such as \`verified\`, stay where they are a whole text, even if a secret is called
  so: they stand in every bundle, and their absence would tell the secret.

\`redaction.replaced\` is 0 as long as all is well. Anything else means a fault of Cuelight, or a name or address that holds a
secret: please report it.

## Metrics

\`GET /metrics\` answers what a service has counted since its start, in the text format of Prometheus. On the machine of the service
itself it is open. From elsewhere, and for whom a proxy on the machine asks (it sends \`Forwarded\`, \`X-Forwarded-*\`, \`X-Real-IP\`
or \`Via\`; or \`CUELIGHT_TRUSTED_PROXIES\` names loopback; or \`CUELIGHT_PUBLIC_URL\` is no loopback address while the service neither
ends TLS nor names a proxy), it needs a key of any scope: give Prometheus a \`runtime\` key of an app of its own without process
references, which can do nothing else of use. No label is an id, a name, an address, or a text that somebody sent.

| metric | labels | meaning |
|---|---|---|
${metrics.join('\n')}

\`kind\` of \`cuelight_notices_total\`, and of the counts of a connection in a bundle:

| kind | what it counts |
|---|---|
${kinds.join('\n')}

This page is made from the code: \`npx vitest run packages/host-hapi/test/docs -u\`.
`;
}
