/** What moving secrets is, and the command for it: it is not done from here. */
export function Moving() {
  return (
    <details class="more">
      <summary>How to move secrets to another backend</summary>
      <p>
        Rotating changes the key, and leaves every secret where it is. Moving copies each secret to another backend,
        reads it back, and deletes it where it was. Name both backends in <code>CUELIGHT_SECRETS</code> and{' '}
        <code>CUELIGHT_SECRETS_ALSO</code> on every host, restart each, and then run, while the services go on:
      </p>
      <pre>npx cuelight secrets move --to azure-key-vault</pre>
    </details>
  );
}
