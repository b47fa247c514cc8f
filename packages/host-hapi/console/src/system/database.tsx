import type { Answer } from '../api/call.js';
import { Fact } from '../parts/fact.js';
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
      <Fact of="Kind">{kinds[kind]}</Fact>
      <Fact of="Schema">
        <Name>{schema}</Name>
      </Fact>
      {counts.map(([what, count]) => (
        <Fact key={what} of={what}>
          {count}
        </Fact>
      ))}
      {'failure' in rows && (
        <Fact of="Rows">
          <Name>{rows.failure.detail}</Name>
        </Fact>
      )}
    </dl>
  );
}
