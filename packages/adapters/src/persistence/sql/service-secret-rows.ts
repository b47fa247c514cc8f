import { succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import type { ServiceSecretRows } from '../../secrets/service/service-secret-rows.js';
import type { Row } from './row.js';
import { secretRefFromColumns, secretRefToColumns } from './secret-ref-columns.js';
import { stored } from './stored.js';

/** Where the service's own secrets are kept: the table `service_secrets`. */
export function sqlServiceSecretRows(knex: Knex): ServiceSecretRows {
  return {
    async find(name) {
      const row = await stored('find a service secret', () =>
        knex<Row>('service_secrets').where({ name }).first<Row>(),
      );
      return row.ok ? succeed(row.value && secretRefFromColumns('secret', row.value)) : row;
    },

    async insertIfAbsent(name, ref) {
      return stored('note a service secret', async () => {
        await knex('service_secrets')
          .insert({ name, ...secretRefToColumns('secret', ref) })
          .onConflict('name')
          .ignore();
      });
    },

    async replace(name, from, to) {
      const changed = await stored('change where a service secret is', () =>
        knex('service_secrets')
          .where({ name, ...secretRefToColumns('secret', from) })
          .update(secretRefToColumns('secret', to)),
      );
      return changed.ok ? succeed(changed.value > 0) : changed;
    },
  };
}
