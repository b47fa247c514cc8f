import { variableDocs } from '../../src/settings/variable-docs.js';

/** The page `docs/settings.md`. */
export function settingsPage(): string {
  const rows = Object.entries(variableDocs).map(([name, doc]) => `| \`${name}\` | ${doc.default} | ${doc.meaning} |`);
  return `# Settings

Cuelight is set up by environment variables. They are checked when it starts, and every problem is reported at once. An
empty variable is an absent one; a variable that begins with \`CUELIGHT_\` and is not listed here is warned of.

A credential may have its secret in a variable too, by \`{"fromEnv": "CUELIGHT_CREDENTIAL_..."}\`: see
[secrets in the environment](secrets/environment.md).

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

This page is made from the code: \`npx vitest run packages/host-hapi/test/docs -u\`.
`;
}
