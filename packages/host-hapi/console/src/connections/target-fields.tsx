import type { Answer } from '../api/call.js';
import { Field } from '../parts/field.js';
import type { CheckedFields } from './checked-form.js';
import { TrustFields } from './trust-fields.js';

/** Where a connection leads. */
export type Target = Pick<Answer<'GET /v1/connections/{id}'>, 'orchestratorUrl' | 'tenant' | 'identityUrl' | 'trust'>;

/** Asks where Orchestrator is, with which credential, and what is to be trusted there. @param now how it is, where that is to change */
export function TargetFields({ errors, credential, onLook, now }: CheckedFields & { readonly now?: Target }) {
  return (
    <>
      <Field
        name="orchestratorUrl"
        label="Address"
        type="url"
        value={now?.orchestratorUrl ?? ''}
        hint="As in the address bar of Orchestrator, such as https://orchestrator.example.com"
        error={errors.orchestratorUrl}
      />
      <Field name="tenant" label="Tenant" value={now?.tenant ?? 'Default'} error={errors.tenant} />
      {credential}
      <TrustFields errors={errors} onLook={onLook} {...(now && { now })} />
    </>
  );
}
