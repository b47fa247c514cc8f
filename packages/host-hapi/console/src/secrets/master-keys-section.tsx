import { Name } from '../parts/name.js';
import { MasterKeyCard } from './master-key-card.js';
import { NewKey } from './new-key.js';
import { type Secrets, wordsOfOrigin } from './words.js';

/** The master keys, rotating to one of them, and how to come by another. */
export function MasterKeysSection({
  secrets: { masterKeys, newIn, hosts, rotation },
  onRotate,
}: {
  readonly secrets: Secrets;
  onRotate(to: string): unknown;
}) {
  if (newIn === undefined) return null;
  if (masterKeys === undefined) {
    return (
      <>
        <h2>Master keys</h2>
        <p class="notice">
          There is no master key to rotate here: the vault seals its secrets with keys of its own, and they are rotated
          there.
        </p>
      </>
    );
  }
  const { keys, from } = masterKeys;
  const isRunning = rotation?.state === 'running';
  const isLeftHalfDone = keys.some(({ isSealing, secrets }) => !isSealing && secrets > 0);
  return (
    <>
      <h2>Master keys</h2>
      <p>
        A master key opens the secrets in the database. This host has them from {wordsOfOrigin(from)}. Here they are
        known by their ids; no key is ever shown.
      </p>
      <ul class="cards">
        {keys.map((key) => (
          <MasterKeyCard
            key={key.id}
            masterKey={key}
            allHosts={hosts}
            isLeftHalfDone={isLeftHalfDone}
            {...(!isRunning && { onRotate: () => onRotate(key.id) })}
          />
        ))}
      </ul>
      <details class="more" open={keys.length === 1}>
        <summary>How to add a new key</summary>
        <NewKey from={from} />
      </details>
      <p class="quiet">
        Hosts at work:{' '}
        {hosts.map((host) => (
          <span key={host}>
            <Name>{host}</Name>.{' '}
          </span>
        ))}
      </p>
    </>
  );
}
