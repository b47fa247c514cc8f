import { useRef, useState } from 'preact/hooks';
import { useCall } from '../api/use-call.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { Removal } from '../parts/removal.js';
import { NewKey } from './new-key.js';
import type { Key } from './read-app.js';
import type { Reference } from './read-reference.js';

/** The keys of an app: each can be revoked, and others made. */
export function Keys({
  appId,
  keys,
  references,
  onKeys,
}: {
  readonly appId: string;
  readonly keys: readonly Key[];
  readonly references: readonly Reference[];
  onKeys(keys: readonly Key[]): void;
}) {
  const call = useCall();
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');

  const onRevoked = (id: string) => {
    onKeys(keys.filter((one) => one.id !== id));
    setSaid('The key is revoked.');
    heading.current?.focus();
  };

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        Keys
      </h2>
      <div role="status">{said}</div>
      {keys.length === 0 && <p class="notice">It has no key yet: nobody can call the service in its name.</p>}
      <ul class="cards">
        {keys.map(({ id, name, scope, createdAt }) => (
          <li key={id} class="card">
            <h3>
              <Name>{name}</Name> <span class="badge">{scope}</span>
            </h3>
            <p class="quiet">
              Made <Moment at={createdAt} />
            </p>
            <Removal
              label={[
                <span key="do">Revoke </span>,
                <span key="what" class="hidden">
                  {name.slice(0, 100)}
                </span>,
              ]}
              confirm="Revoke it now"
              warning="Whoever uses it is refused at once, and every token made with it ends."
              remove={() => call('DELETE /v1/apps/{id}/keys/{keyId}', { params: { id: appId, keyId: id } })}
              onRemoved={() => onRevoked(id)}
            />
          </li>
        ))}
      </ul>
      <NewKey appId={appId} references={references} onMade={(key) => onKeys([...keys, key])} />
    </>
  );
}
