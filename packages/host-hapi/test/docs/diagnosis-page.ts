import { causes, guideQuestions, type Question, questionGroups, questions, symptoms } from '@cuelight/core';
import { faults } from '../matrix/faults.js';

/** The page `docs/diagnosis.md`. */
export function diagnosisPage(): string {
  return `# Diagnosis

When a connection does not work, Cuelight asks the questions that an administrator would ask, and answers each with a
verdict (\`pass\`, \`fail\`, \`warn\`, \`skipped\`), what was seen, what to do, and who can do it. Checks run at the same time where
they can, each within its own time and all within 20 s; what depends on a failure is not asked. \`rootCause\` is the check at the
root, and its \`cause\` a stable word for what exactly is wrong.

A diagnosis is made

- when a connection is made, moved or given another credential: what fails is refused with it, and nothing is kept;
- on demand: \`npx cuelight check <connection>\`, with \`--process <id>\` for a process reference, or
  \`POST /v1/connections/{id}/check\` with \`{"symptom"?, "processId"?}\`, \`symptom\` one of ${symptoms.map((name) => `\`${name}\``).join(', ')};
- for an address alone, before there is a connection, without a credential: \`npx cuelight check --url <address> [--ca-file <file>]\`;
- of every connection, about every 15 minutes, each at a time of its own; a failure is logged;
- when a start fails for a reason that does not lie with the caller: the problem body has \`links.diagnosis\`, where it is within 20 s.

\`GET /v1/connections/{id}/diagnosis[?processId=]\` answers the last one; they are kept in memory only. The command exits with 1
when something is wrong, and with 0 when nothing is or things go on with a warning. Beside a running service it sends no ping:
only the service hears it.

Whoever sends \`Accept: text/event-stream\` to one of the four routes that make a diagnosis (making a connection, \`PATCH\` with a new
target, \`PUT\` of a credential, \`POST .../check\`) hears of each check as it is answered, in an event \`check\`. The last event is
\`answer\`, with the \`status\` and the \`body\` that would have been answered without, problems included; what is not asked is in
there alone. What is refused before the first check is answered as ever, and whoever hangs up changes nothing of what is done.

\`POST /v1/presented-chain\` with \`{"orchestratorUrl"}\` shows an admin the certificates that a server presents, trusted or not, and
sends nothing to it. It shows no fingerprint: that of an authority is to come from who runs it.

## The questions of UiPath's guide

UiPath's Apps guide 2023.10, "Validating the Configuration", has fourteen questions for a person.

| question | checks |
|---|---|
${guideQuestions.map((question, index) => `| ${question} | ${checksOf(index + 1)} |`).join('\n')}

What Cuelight cannot see: whether a firewall elsewhere has its addresses on a list. It tells what comes back, and from which of
its own addresses it asked (behind a gateway others take their place). The two questions about the local robot are asked by the
browser of the user; a service cannot see that computer.

## The checks

${Object.entries(questionGroups).map(sectionOf).join('\n\n')}

## The matrix

Each of these faults was brought about against the fake Orchestrator or a server made for it, and the cause was named:
\`npm run soak -- matrix\` does all, \`npm test\` a third.

| fault | root cause | named as well |
|---|---|---|
${faults.map(({ name, wrong: [root, ...others] }) => `| ${name} | ${told(root)} | ${others.map(told).join(', ')} |`).join('\n')}

This page is made from the code: \`npx vitest run packages/host-hapi/test/docs -u\`.
`;
}

function checksOf(number: number): string {
  const answering = questions.filter((question: Question) => question.guide?.includes(number) === true);
  return answering.map(({ id }) => `\`${id}\``).join(', ');
}

function sectionOf([group, title]: [string, string]): string {
  const rows = questions
    .filter((question) => question.group === group)
    .map(
      ({ id, question, dependsOn }) =>
        `| \`${id}\` | ${question} | ${dependsOn.map((one) => `\`${one}\``).join(', ')} |`,
    );
  const found = Object.entries(causes)
    .filter(([, { check }]) => questions.some((question) => question.id === check && question.group === group))
    .map(([id, { check, meaning, remedy, who }]) => `| \`${id}\` | \`${check}\` | ${meaning} | ${remedy} | ${who} |`);
  return `### ${title}

| check | question | after |
|---|---|---|
${rows.join('\n')}

| cause | check | what is wrong | what to do | who |
|---|---|---|---|---|
${found.join('\n')}`;
}

/** Written as `check: cause`. */
function told(wrong: string): string {
  const [check = '', cause = ''] = wrong.split(': ');
  return `\`${check}\`: \`${cause}\``;
}
