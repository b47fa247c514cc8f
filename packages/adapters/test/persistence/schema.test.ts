import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/persistence/sql/index.js';
import { dialects } from './dialects.js';

/**
 * Every column there is, by what it holds. Before a column is added here, ask whether it could ever hold an argument, an
 * output, `Info` or fault text of a process, or the key or id of a job: nothing of these is stored, anywhere.
 */
const classification = {
  api_keys: {
    identity: ['id', 'app_id'],
    setup: ['name', 'scope'],
    hash: ['hash'],
    bookkeeping: ['created_at_ms'],
  },
  apps: { identity: ['id'], setup: ['name', 'origins'], bookkeeping: ['created_at_ms'] },
  audit_end: { identity: ['id', 'seq'], hash: ['hash', 'mark'] },
  audit_entries: {
    identity: ['seq', 'actor_app_id', 'actor_key_id', 'begun_seq', 'connection_id', 'app_id', 'key_id', 'process_id'],
    word: ['actor', 'action', 'phase', 'code'],
    hash: ['hash'],
    bookkeeping: ['at_ms'],
  },
  connections: {
    identity: ['id', 'webhook_id'],
    setup: ['name', 'orchestrator_url', 'origin', 'tenant', 'identity_url', 'ca_pem'],
    state: ['status', 'subscription', 'webhook_is_proven', 'polling_reason', 'other_secret_is'],
    secretReference: [
      'credential_backend',
      'credential_name',
      'credential_version',
      'webhook_secret_backend',
      'webhook_secret_name',
      'webhook_secret_version',
      'other_secret_backend',
      'other_secret_name',
      'other_secret_version',
    ],
    bookkeeping: ['created_at_ms', 'revision', 'other_secret_since_ms', 'loose_secrets_since_ms'],
  },
  hosts: {
    identity: ['id'],
    setup: ['name', 'kind', 'secret_backends'],
    keyId: ['master_key_ids'],
    bookkeeping: ['started_at_ms', 'seen_at_ms'],
  },
  master_key_state: { identity: ['id'], keyId: ['active_key_id'] },
  master_keys: { identity: ['id'], hash: ['check_value'] },
  sealing_keys: { keyId: ['key_id'], bookkeeping: ['since_ms'] },
  process_references: {
    identity: ['id', 'app_id', 'connection_id'],
    processIdentity: ['folder_key', 'folder_path', 'release_key', 'package_id', 'version'],
    setup: ['is_pinned', 'run_on'],
    bookkeeping: ['created_at_ms'],
  },
  schema_migrations: { bookkeeping: ['id', 'name', 'batch', 'migration_time'] },
  schema_migrations_lock: { bookkeeping: ['index', 'is_locked'] },
  sealed_records: { identity: ['name', 'version', 'owner'], keyId: ['master_key_id'], encrypted: ['sealed'] },
  service_secrets: { identity: ['name'], secretReference: ['secret_backend', 'secret_name', 'secret_version'] },
};

/** What only a database has that cannot undo half a migration. */
const onlyInMysql = { schema_migration_steps: { bookkeeping: ['name', 'made', 'is_next_in_doubt'] } };

describe.each(dialects)('the schema of $name', (dialect) => {
  dialect.needed();

  it('has no column that is not known to be free of process data', async () => {
    const { knex, close } = await dialect.open(await dialect.aNewDatabase());
    await migrate(knex);
    const columns = await dialect.columnsOf(knex);
    await close();

    const tables = { ...classification, ...(dialect.name === 'MySQL' && onlyInMysql) };
    const known = Object.entries(tables).flatMap(([table, kinds]) =>
      Object.values(kinds).flatMap((names: readonly string[]) => names.map((name) => `${table}.${name}`)),
    );
    expect(columns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(known.sort());
  });
});
