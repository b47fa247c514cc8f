import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { Disconnect } from './disconnect.js';
import { OneConnection } from './one-connection.js';
import { RenameForm } from './rename-form.js';

/** What can be changed of a connection: its name, and by admins what it leads to, with what, and whether it is there. */
export function ChangeConnectionScreen({ id, who }: { readonly id: string; readonly who: Who }) {
  return (
    <OneConnection id={id} doing="Change">
      {(connection, put) => {
        const isRetired = connection.status === 'retired';
        return (
          <>
            {!isRetired && <RenameForm id={id} name={connection.name} onRenamed={put} />}
            {!isRetired && who.scope === 'admin' && (
              <>
                <h2>Credential and target</h2>
                <p>Either is checked before it counts.</p>
                <p class="actions">
                  <a class="button" href={hrefOf('connections', id, 'credential')}>
                    Replace the credential
                  </a>
                  <a class="button" href={hrefOf('connections', id, 'target')}>
                    Change the target
                  </a>
                </p>
              </>
            )}
            {who.scope === 'admin' && <Disconnect id={id} isRetired={isRetired} />}
          </>
        );
      }}
    </OneConnection>
  );
}
