import { useState } from 'preact/hooks';
import { Field } from '../parts/field.js';
import type { CheckedFields } from './checked-form.js';
import type { Target } from './target-fields.js';

/** Where the identity server is, and whom to trust, where neither is as usual. @param now how it is, where that is to change */
export function TrustFields({
  errors,
  onLook,
  now,
}: Pick<CheckedFields, 'errors' | 'onLook'> & { readonly now?: Target }) {
  const [isOpen, setOpen] = useState(now?.identityUrl !== undefined || now?.trust !== undefined);
  const isWrong = errors.identityUrl !== undefined || errors['trust.caPem'] !== undefined;
  return (
    <details class="more" open={isOpen || isWrong} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Identity server and certificates of your own</summary>
      <Field
        name="identityUrl"
        label="Address of the identity server"
        type="url"
        value={now?.identityUrl ?? ''}
        isRequired={false}
        hint="Only where it is not /identity on the host of Orchestrator"
        error={errors.identityUrl}
      />
      <Field
        name="trust.caPem"
        label="Certificates of your authority, PEM"
        rows={5}
        value={now?.trust?.caPem ?? ''}
        isRequired={false}
        hint="Where a certificate authority of your own signed that of Orchestrator. It begins with -----BEGIN CERTIFICATE-----"
        error={errors['trust.caPem']}
      />
      {onLook && (
        <p class="actions">
          <button type="button" onClick={onLook}>
            Look at the certificates it presents
          </button>
        </p>
      )}
    </details>
  );
}

/** Adds an authority to those of the form, wherever it is shown, and goes there. */
export function addAuthority(pem: string): void {
  const field = document.getElementById('field-trust.caPem');
  if (!(field instanceof HTMLTextAreaElement)) return;
  if (!field.value.includes(pem.trim())) field.value = `${field.value.trim()}\n${pem.trim()}\n`.trimStart();
  const more = field.closest('details');
  if (more !== null) more.open = true;
  field.focus();
}
