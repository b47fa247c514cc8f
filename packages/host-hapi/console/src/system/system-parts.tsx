import type { Answer } from '../api/call.js';
import { Health } from '../connections/health.js';
import { age } from '../parts/age.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { Database } from './database.js';
import { PartOfSystem } from './part-of-system.js';

/** Whether each part works, and what is known of it. */
export function SystemParts({ system }: { readonly system: Answer<'GET /v1/system'> }) {
  const { database, secrets, hosts, connections, failures } = system;
  return (
    <>
      {database && (
        <PartOfSystem title="Database" part={database}>
          {(told) => <Database {...told} />}
        </PartOfSystem>
      )}
      {secrets && (
        <PartOfSystem title="Secrets" part={secrets}>
          {({ newIn, read }) => (
            <p>
              {read} of the service’s own were read just now. New ones go to <Name>{newIn}</Name>.
            </p>
          )}
        </PartOfSystem>
      )}
      {hosts && (
        <PartOfSystem title="Hosts" part={hosts} works="at work">
          {({ alive }) => (
            <ul class="rows">
              {alive.map(({ name, kind, ageS }) => (
                <li key={name}>
                  <Name>{name}</Name>
                  <span>
                    {kind}, for {age(ageS * 1_000)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </PartOfSystem>
      )}
      <PartOfSystem title="Connections" part={connections} works="read">
        {({ byState }) =>
          byState.length === 0 ? (
            <p>There is none yet.</p>
          ) : (
            <ul class="rows">
              {byState.map(({ state, count }) => (
                <li key={state}>
                  <Health status={state} />
                  <span>{count}</span>
                </li>
              ))}
            </ul>
          )
        }
      </PartOfSystem>
      <PartOfSystem title="What failed lately" part={failures} works="counted">
        {({ inTheLastHours, failures: codes }) =>
          codes.length === 0 ? (
            <p>Nothing in the last {inTheLastHours} hours.</p>
          ) : (
            <ul class="rows">
              {codes.map(({ code, meaning, count, lastAt }) => (
                <li key={code}>
                  <span>
                    <Name>{meaning}</Name>{' '}
                    <span class="quiet">
                      (<Name>{code}</Name>)
                    </span>
                  </span>
                  <span>
                    {count === 1 ? 'once' : `${count} times`}, last <Moment at={lastAt} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </PartOfSystem>
    </>
  );
}
