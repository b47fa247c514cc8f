import type { Answer } from '../api/call.js';
import { Name } from '../parts/name.js';

/** What is told of a database that answers. */
type Told = Exclude<NonNullable<Answer<'GET /v1/system'>['database']>, { readonly failure: unknown }>;

const kinds = { sqlite: 'SQLite, embedded', mysql: 'MySQL or MariaDB' } as const;

/** The database: its kind, where its schema stands, and how much it has. */
export function Database({ kind, schema, rows }: Told) {
  const counts =
    'failure' in rows
      ? []
      : ([
          ['Connections', rows.connections],
          ['Apps', rows.apps],
          ['API keys', rows.apiKeys],
          ['Processes', rows.processReferences],
          ['Audit entries', rows.auditEntries],
        ] as const);
  return (
    <dl class="facts">
      <div>
        <dt>Kind</dt>
        <dd>{kinds[kind]}</dd>
      </div>
      <div>
        <dt>Schema</dt>
        <dd>
          <Name>{schema}</Name>
        </dd>
      </div>
      {counts.map(([what, count]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{count}</dd>
        </div>
      ))}
      {'failure' in rows && (
        <div>
          <dt>Rows</dt>
          <dd>
            <Name>{rows.failure.detail}</Name>
          </dd>
        </div>
      )}
    </dl>
  );
}
