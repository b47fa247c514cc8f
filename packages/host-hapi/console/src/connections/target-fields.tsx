import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/call.js';
import { Field } from '../parts/field.js';

type Target = Pick<Answer<'GET /v1/connections/{id}'>, 'orchestratorUrl' | 'tenant' | 'identityUrl' | 'trust'>;

/** Asks where Orchestrator is, and what is to be trusted there. @param now what it is now, where it is to be changed */
export function TargetFields({
  errors,
  now,
  children,
}: {
  readonly errors: Readonly<Record<string, string>>;
  readonly now?: Target;
  /** What is asked between where it is and what few need. */
  readonly children: ComponentChildren;
}) {
  const isOpen = [errors.identityUrl, errors['trust.caPem'], now?.identityUrl, now?.trust].some(
    (one) => one !== undefined,
  );
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
      {children}
      <details class="more" open={isOpen}>
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
      </details>
    </>
  );
}
