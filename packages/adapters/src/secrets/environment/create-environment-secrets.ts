import {
  credentialVariablePrefix,
  fail,
  isCredentialVariable,
  Secret,
  type SecretReader,
  succeed,
} from '@cuelight/core';

/**
 * The backend `environment`, which is read from alone: secrets of credentials that an operator put into variables whose
 * names begin with `CUELIGHT_CREDENTIAL_`. No other variable is ever read. An empty variable is an absent one. Nobody put
 * these secrets through Cuelight, so they are bound to nothing: what names a variable is.
 *
 * @param environment such as `process.env`, looked at again for each read
 */
export function createEnvironmentSecrets(environment: Readonly<Record<string, string | undefined>>): SecretReader {
  return {
    async read({ backend: of, name, version }) {
      if (of !== backend) {
        const detail = `The secret is kept by the backend ${of}, not by ${backend}.`;
        return fail({ code: 'secret-unavailable', detail });
      }
      if (!isCredentialVariable(name)) {
        const detail = `A variable that holds a secret has a name that begins with ${credentialVariablePrefix}.`;
        return fail({ code: 'secret-missing', detail });
      }
      const value = version === onlyVersion && Object.hasOwn(environment, name) ? (environment[name] ?? '') : '';
      if (value === '')
        return fail({ code: 'secret-missing', detail: `The variable ${name} is not set on this host.` });
      return succeed(new Secret(value));
    },
  };
}

const backend = 'environment';
/** A variable has one value, that of now. */
const onlyVersion = 'present';
