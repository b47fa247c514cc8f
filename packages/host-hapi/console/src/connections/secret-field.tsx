import { useState } from 'preact/hooks';
import { Field } from '../parts/field.js';
import { besideSecret } from './new-connection.js';

/** Asks for a secret, or for the variable in the environment of the service that holds it. */
export function SecretField({
  name,
  label,
  error,
}: {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
}) {
  const [isNamed, setNamed] = useState(false);
  const beside = besideSecret(name);
  return (
    <>
      {isNamed ? (
        <Field
          key="named"
          name={name}
          label={`${label}: the variable that holds it`}
          hint="Such as CUELIGHT_CREDENTIAL_FINANCE. The service reads it whenever it signs in; only its name is stored. For admins."
          error={error}
        />
      ) : (
        <Field key="typed" name={name} label={label} type="password" error={error} />
      )}
      <div class="choice beside">
        <input
          type="checkbox"
          id={`field-${beside}`}
          name={beside}
          checked={isNamed}
          onChange={(event) => setNamed(event.currentTarget.checked)}
        />
        <label for={`field-${beside}`}>It is in a variable of the environment of the service</label>
      </div>
    </>
  );
}
