import { profileOf } from '../../src/fake-orchestrator/profile/profile-of.js';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';
import { fidelity } from '../fake-orchestrator/fidelity.js';
import { table } from './table.js';

/** The page `docs/fidelity.md`. */
export function fidelityPage(): string {
  const letters = { 'product swagger': 'P', documentation: 'D', measured: 'M', assumed: 'A' } as const;
  const legend = Object.entries(fidelity.grades).map(([grade, meaning]) => [
    letters[grade as keyof typeof letters],
    grade,
    meaning,
  ]);
  const endpoints = fidelity.endpoints.map(({ endpoint, evidence, absentFrom, note }) => [
    `\`${endpoint.replace('UiPath.Server.Configuration.OData.', '…')}\``,
    ...apiVersions.map((version) => {
      const grade = evidence[String(version)];
      const letter = grade === undefined ? '' : letters[grade];
      return absentFrom.includes(version) ? `(${letter})` : letter;
    }),
    note ?? '',
  ]);
  const versions = apiVersions.map((version) => {
    const { product, build, sources, assumed } = profileOf(version);
    return [String(version), product, build, sources.join('; '), assumed.join('; ')];
  });
  const features = apiVersions.map((version) => {
    const profile = profileOf(version);
    return [
      String(version),
      String(profile.startInfoFields.length),
      profile.startInfoFields.includes('Reference') ? 'yes' : '',
      profile.startStrategies.includes('ModernJobsCount') ? 'yes' : '',
      profile.webhookFields.includes('Name') ? (profile.needsWebhookName ? 'required' : 'yes') : '',
      profile.folderFields.includes('Key') ? 'yes' : '',
      profile.hasIn ? 'yes' : '',
      profile.hasClassicFolders ? 'yes' : '',
      profile.hasPersonalWorkspaces ? 'yes' : '',
      profile.eventFields.includes('EventTime') ? 'yes' : '',
      profile.eventIds,
    ];
  });
  return `# How faithful the fake Orchestrator is

\`fake-orchestrator --api-version\` takes these. What sets each apart from the one before is known from its sources:

${table(['API', 'product', 'build', 'sources', 'assumed'], versions)}

What a client meets:

${table(
  [
    'API',
    'fields of startInfo',
    '`Reference`',
    '`ModernJobsCount`',
    'webhook `Name`',
    'folder `Key`',
    '`in`',
    'classic folders',
    'personal workspaces',
    '`EventTime`',
    '`EventId`',
  ],
  features,
)}

How each endpoint is known, by API version. In parentheses: that version lacks it, and the fake answers as it does. A grade
is that of the endpoint; which of its fields are assumed is in the first table.

${table(['', 'grade', 'meaning'], legend)}

${table(['endpoint', ...apiVersions.map(String), 'beside that'], endpoints)}

Everything else, and every path that is not here, is answered with the page of the web application.

This page is made from \`packages/test-harness/fidelity.json\` and the profiles of the versions:
\`npx vitest run packages/test-harness/test/docs -u\`.
`;
}
