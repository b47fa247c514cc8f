/**
 * One area of the house and what its files may import. A pattern's `*` stands for any run of characters.
 *
 * @typedef {object} Wall
 * @property {string} area a folder; a file belongs to the deepest area around it
 * @property {string} home relative imports stay inside this folder
 * @property {readonly string[]} [only] the packages and Node built-ins that may be imported; absent, all but `never`
 * @property {readonly string[]} [never] the ones that may not
 * @property {readonly string[]} [from] folders outside the home that may be imported
 * @property {readonly string[]} [typesFrom] folders outside the home of which types may be imported, nothing more
 */

/**
 * Every area of the house. A source file outside all of them is refused, so that a new adapter is declared here first,
 * with what it needs.
 *
 * @type {readonly Wall[]}
 */
export const walls = [
  { area: 'packages/core/src', home: 'packages/core/src', only: [] },
  { area: 'packages/core/test', home: 'packages/core', never: ['@cuelight/*'] },

  adapter('egress', { only: ['ipaddr.js', 'node:dns', 'node:net'] }),
  adapter('cancelling'),
  // It runs in pages: no built-in of Node, nothing but the core.
  adapter('host-client', { from: ['cancelling', 'web-runtime'] }),
  // How any Orchestrator is reached, and one exchange with it: the same for calls and for looking what is in their way.
  adapter('network', {
    only: ['undici', 'node:crypto', 'node:net', 'node:tls'],
    from: ['cancelling', 'egress', 'trust'],
  }),
  // Who makes it and says nothing of egress is guarded all the same: so it brings the guard along.
  adapter('orchestrator-http', {
    only: ['cockatiel', 'undici', 'node:crypto'],
    from: ['cancelling', 'egress', 'network', 'orchestrator-version', 'trust'],
  }),
  adapter('orchestrator-probe', {
    only: ['undici', 'node:crypto', 'node:dgram', 'node:net', 'node:tls'],
    from: ['egress', 'network', 'orchestrator-version', 'trust'],
  }),
  adapter('orchestrator-version', { from: ['network'] }),
  // A secrets adapter declares what it needs of a database; those who store it take that declaration.
  adapter('persistence/memory', { typesFrom: ['secrets/service'] }),
  adapter('persistence/mysql', { only: ['knex', 'knex/*', 'mysql2'], from: ['trust'] }),
  adapter('persistence/sql', { only: ['knex'], typesFrom: ['secrets/local', 'secrets/service'] }),
  adapter('persistence/sqlite', {
    only: ['knex', 'knex/*', 'libsql', 'node:fs/promises', 'node:path', 'node:timers/promises'],
  }),
  // It runs in pages too. Who makes it loads the SDK: so it is in no bundle unasked.
  adapter('robotjs', { from: ['cancelling', 'web-runtime'] }),
  adapter('sealing/age', { only: ['age-encryption'] }),
  // What vaults of others have in common: a value beside what it is bound to, and names that fit everywhere.
  adapter('secrets/bound', { only: ['node:crypto'] }),
  adapter('secrets/aws-secrets-manager', {
    only: ['@aws-sdk/client-secrets-manager', 'node:crypto', 'node:https', 'node:tls'],
    from: ['secrets/bound', 'system', 'trust'],
  }),
  adapter('secrets/azure', { only: ['node:timers/promises'], from: ['trust'] }),
  adapter('secrets/azure-key-vault', { only: ['@azure/keyvault-secrets', 'node:crypto'], from: ['secrets/azure'] }),
  adapter('secrets/azure-key-wrapper', {
    only: ['@azure/keyvault-keys', 'node:crypto'],
    from: ['secrets/azure'],
    typesFrom: ['secrets/local'],
  }),
  adapter('secrets/by-backend'),
  adapter('secrets/cached'),
  adapter('secrets/environment'),
  adapter('secrets/hashicorp-vault', {
    only: ['undici', 'node:crypto', 'node:tls'],
    from: ['secrets/bound', 'system', 'trust'],
  }),
  adapter('secrets/local', { only: ['node:crypto', 'node:fs/promises', 'node:path'] }),
  adapter('secrets/memory'),
  adapter('secrets/service'),
  adapter('system', { only: ['node:crypto'] }),
  // It reads the file of NODE_EXTRA_CA_CERTS, which Node itself forgets once a connection has authorities of its own.
  adapter('trust', { only: ['node:crypto', 'node:fs', 'node:tls'] }),
  // Time and randomness of whatever runs it, a page as well.
  adapter('web-runtime'),
  { area: 'packages/adapters/test', home: 'packages/adapters', never: ['@cuelight/host-hapi*'] },

  {
    area: 'packages/host-hapi/src',
    home: 'packages/host-hapi/src',
    never: ['@cuelight/test-harness*', 'inversify', '@inversifyjs/*'],
  },
  {
    area: 'packages/host-hapi/src/composition',
    home: 'packages/host-hapi/src',
    never: ['@cuelight/test-harness*'],
  },
  // It runs in a browser, and knows of the service what its description says: no built-in of Node, nothing of the host.
  {
    area: 'packages/host-hapi/console/src',
    home: 'packages/host-hapi/console/src',
    only: ['@cuelight/core', 'preact', 'preact/hooks'],
  },
  // The robot of the user's own computer is reached by what a page of any app uses; loaded when it is used, never before.
  {
    area: 'packages/host-hapi/console/src/robot',
    home: 'packages/host-hapi/console/src',
    only: ['@cuelight/core', '@cuelight/adapters/robotjs', '@uipath/robot', 'preact', 'preact/hooks'],
  },
  { area: 'packages/host-hapi/test', home: 'packages/host-hapi' },

  {
    area: 'packages/test-harness/src',
    home: 'packages/test-harness/src',
    never: ['@cuelight/adapters*', '@cuelight/host-hapi*'],
  },
  {
    area: 'packages/test-harness/test',
    home: 'packages/test-harness',
    never: ['@cuelight/adapters*', '@cuelight/host-hapi*'],
  },

  { area: 'examples', home: 'examples' },
];

/** The packages that must not need the harness to run, and so do not name it among what npm installs with them. */
export const withoutHarness = ['packages/core', 'packages/adapters', 'packages/host-hapi'];

/**
 * @param {string} folder under `packages/adapters/src`
 * @param {{ only?: readonly string[], from?: readonly string[], typesFrom?: readonly string[] }} needs beyond the core
 * @returns {Wall}
 */
function adapter(folder, { only = [], from = [], typesFrom = [] } = {}) {
  const area = adapterArea(folder);
  return {
    area,
    home: area,
    only: ['@cuelight/core', ...only],
    from: from.map(adapterArea),
    typesFrom: typesFrom.map(adapterArea),
  };
}

/** @param {string} folder */
function adapterArea(folder) {
  return `packages/adapters/src/${folder}`;
}
