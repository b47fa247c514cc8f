import { Field } from '../parts/field.js';
import { type CredentialKind, credentialKinds } from './new-connection.js';
import { SecretField } from './secret-field.js';

/** Asks for a credential of one of the kinds. What is typed stays in its field, and goes with it. */
export function CredentialFields({
  kind,
  onKind,
  errors,
}: {
  readonly kind: CredentialKind;
  onKind(kind: CredentialKind): void;
  readonly errors: Readonly<Record<string, string>>;
}) {
  return (
    <fieldset>
      <legend>Credential</legend>
      {(Object.keys(credentialKinds) as CredentialKind[]).map((one) => (
        <div key={one} class="choice">
          <input
            type="radio"
            name="kind"
            id={`kind-${one}`}
            value={one}
            checked={one === kind}
            onChange={() => onKind(one)}
          />
          <label for={`kind-${one}`}>{credentialKinds[one].title}</label>
        </div>
      ))}
      <div key={kind}>
        {kind === 'password' && (
          <>
            <Field name="credential.username" label="User name" error={errors['credential.username']} />
            <SecretField name="credential.password" label="Password" error={errors['credential.password']} />
          </>
        )}
        {kind === 'client-credentials' && (
          <>
            <Field name="credential.clientId" label="Application id" error={errors['credential.clientId']} />
            <SecretField
              name="credential.clientSecret"
              label="Application secret"
              error={errors['credential.clientSecret']}
            />
            <Field
              name="credential.scope"
              label="Scopes"
              isRequired={false}
              hint="With one space between them; by default OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks"
              error={errors['credential.scope']}
            />
          </>
        )}
        {kind === 'personal-access-token' && (
          <SecretField name="credential.token" label="Token" error={errors['credential.token']} />
        )}
      </div>
      <p class="hint">What is typed goes to the service, which keeps it sealed. It is never shown again.</p>
    </fieldset>
  );
}
