import { type ApiKeyRepository, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { apiKeyFromRow, apiKeyToRow } from './api-key-row.js';
import { page } from './page.js';
import type { Row } from './row.js';
import { stored } from './stored.js';

/** API keys, by their hash only, in the table `api_keys`. */
export function sqlApiKeys(knex: Knex): ApiKeyRepository {
  const findWhere = async (condition: { readonly id: string } | { readonly hash: string }) => {
    const row = await stored('read an API key', () => knex<Row>('api_keys').where(condition).first<Row>());
    return row.ok ? succeed(row.value && apiKeyFromRow(row.value)) : row;
  };

  return {
    async insert(key) {
      return stored(
        'add an API key',
        async () => {
          await knex('api_keys').insert(apiKeyToRow(key));
        },
        { code: 'changed-meanwhile', detail: `The app ${key.appId} is gone.` },
      );
    },

    find: (id) => findWhere({ id }),

    findByHash: (hash) => findWhere({ hash }),

    async list(appId, request) {
      const rows = await stored('list API keys', () =>
        page(knex, 'api_keys', request, { column: 'app_id', value: appId }),
      );
      return rows.ok ? succeed(rows.value.map(apiKeyFromRow)) : rows;
    },

    async delete(appId, id) {
      const deleted = await stored('delete an API key', () => knex('api_keys').where({ app_id: appId, id }).delete());
      return deleted.ok ? succeed(deleted.value > 0) : deleted;
    },
  };
}
