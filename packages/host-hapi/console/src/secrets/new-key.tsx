import type { MasterKeys } from './words.js';

/** How to come by another master key, which only an operator can do, on the hosts. */
export function NewKey({ from }: { readonly from: MasterKeys['from'] }) {
  if (from.includes('azure-key-vault')) {
    return (
      <ol>
        <li>Make a new version of the key in the Key Vault. It does not seal yet.</li>
        <li>Restart every host, one after the other: then they know the version.</li>
        <li>Come back here and rotate to it. The id of the key is that of the version.</li>
        <li>Leave old versions enabled as long as secrets need them.</li>
      </ol>
    );
  }
  return (
    <ol>
      <li>Make 32 random bytes in base64, with an id that this database never had, such as k2.</li>
      <li>
        On every host add <code>k2:…</code> to{' '}
        {from.includes('setting') ? (
          <>
            <code>CUELIGHT_MASTER_KEYS</code>, after a comma
          </>
        ) : from.includes('file') ? (
          <>
            the file that <code>CUELIGHT_MASTER_KEYS_FILE</code> names, on a line of its own
          </>
        ) : (
          <>
            the file <code>master-keys</code> beside the database, on a line of its own
          </>
        )}
        . Leave the old key there.
      </li>
      <li>Restart every host, one after the other.</li>
      <li>Come back here and rotate to it. Then take the old key out, and keep it as long as backups need it.</li>
    </ol>
  );
}
