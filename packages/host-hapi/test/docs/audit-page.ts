import { auditActions } from '@cuelight/core';

/** The page `docs/audit.md`. */
export function auditPage(): string {
  const rows = Object.entries(auditActions).map(([action, meaning]) => `| \`${action}\` | ${meaning} |`);
  return `# Audit log

Cuelight records who changed which connection, credential, app, API key and process reference. Starts, reads and stops of
jobs are not recorded, and an entry holds ids, times and words of closed lists only: no secret, no name, no address, no
process data, no key of a job.

## Reading it

\`GET /v1/audit\` (admins) answers entries, the newest first, page by page; \`cuelight audit list [--last <count>]\` prints them,
the oldest first. A change has two entries: \`begun\`, written before anything happens, and \`done\` or \`failed\` (with the code
of the failure), whose \`begunSeq\` names the first. Only then is it known what a change made, so that the id of a new thing
is in the second. \`begun\` alone means that the change was under way when the service ended, that the database failed then,
or that the service is still at it: whether it was made shows in what it is about.

\`actor.kind\` is \`api-key\` (with the app and the key), \`operator\` (the operator's own key), \`command-line\`, or \`service\` for
what it does on its own account. Somebody who has signed in to the console acts as the key they signed in with. Signing in and
tokens for web pages are not recorded, since they change nothing that is set up. What the service repeats until it is done is begun once and done once.

| action | meaning |
|---|---|
${rows.join('\n')}

## Proving it

\`\`\`sh
npx cuelight audit verify                       # exit code 0 when it is sound; names the first bad entry otherwise
npx cuelight audit verify --anchor 1234:k3J...  # proves too that the log still holds what an earlier run printed
\`\`\`

Each entry has a hash of itself and of the hash before, made with a key that the secret backend keeps. So somebody who can
write to the database alone cannot change, take out, move or put in an entry without its being found, nor cut entries off
the end. While the end is not where Cuelight left it, every change is refused with \`audit-log-damaged\`.

Two things the database cannot show by itself: that it was put back as a whole to an earlier state of it, and that the log
was emptied as a whole. Keep the last line that \`verify\` prints apart from the database, and give it as \`--anchor\` the next
time: then both are found. Somebody who has the database and the key can write any log they like, but not one that holds
an anchor from before. The log grows and is never cut: an entry takes about 300 bytes.

This page is made from the code: \`npx vitest run packages/host-hapi/test/docs -u\`.
`;
}
