import { Field } from '../parts/field.js';

/** Where the identity server is, and whom to trust, where neither is as usual. */
export function TrustFields({
  errors,
  isOpen,
  onToggle,
  onLook,
}: {
  readonly errors: Readonly<Record<string, string>>;
  readonly isOpen: boolean;
  onToggle(isOpen: boolean): void;
  /** Asks for the certificates at the address; absent for whoever may not. */
  readonly onLook?: (() => void) | undefined;
}) {
  return (
    <details class="more" open={isOpen} onToggle={({ currentTarget }) => onToggle(currentTarget.open)}>
      <summary>Identity server and certificates of your own</summary>
      <Field
        name="identityUrl"
        label="Address of the identity server"
        type="url"
        isRequired={false}
        hint="Only where it is not /identity on the host of Orchestrator"
        error={errors.identityUrl}
      />
      <Field
        name="trust.caPem"
        label="Certificates of your authority, PEM"
        rows={5}
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
