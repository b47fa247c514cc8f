import { useRef, useState } from 'preact/hooks';
import { Field } from '../parts/field.js';
import { fingerprintOf, readFingerprint } from './fingerprint.js';

/** Lets somebody trust an authority whose fingerprint they type. What this page computes is not shown: nobody is to copy it. */
export function TrustRoot({ pem, onTrust }: { readonly pem: string; onTrust(pem: string): void }) {
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<string>();
  const [isAdded, setAdded] = useState(false);

  const compare = async (event: Event) => {
    event.preventDefault();
    const input = form.current?.querySelector('input');
    const typed = readFingerprint(input?.value ?? '');
    const isSame = typed !== undefined && typed === (await fingerprintOf(pem));
    setWrong(isSame ? undefined : typed === undefined ? notOne : differs);
    setAdded(isSame);
    if (isSame) onTrust(pem);
    else input?.focus();
  };

  // Computing a fingerprint needs one.
  if (!window.isSecureContext) return <p class="hint">{insecure}</p>;
  return (
    <form ref={form} onSubmit={compare} noValidate>
      <Field
        name="fingerprint"
        label="Its SHA-256 fingerprint, as whoever runs it told you"
        hint="64 digits, with or without colons"
        error={wrong}
      />
      <button type="submit">Compare and add</button>
      <p role="status">{isAdded && 'It is the same, and was added to the certificates above.'}</p>
    </form>
  );
}

const notOne = 'It is no SHA-256 fingerprint: that has 64 digits from 0 to 9 and A to F.';
const differs =
  'It is not that of this certificate, and nothing was added. Either it is mistyped, or this is not the authority that you know.';
const insecure =
  'A browser compares fingerprints only on a page that came by https, or from this computer. Paste the certificate above as PEM, got from whoever runs the authority.';
