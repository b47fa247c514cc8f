import { Field } from '../parts/field.js';
import type { AppErrors, TypedApp } from './use-app-form.js';

/** The fields of what an app is made of. @param prefix what their names begin with @param now how it is, where that is to change */
export function AppFields({
  prefix,
  label,
  errors,
  now,
}: {
  readonly prefix: string;
  /** What the field for the name is called. */
  readonly label: string;
  readonly errors: AppErrors;
  readonly now?: TypedApp;
}) {
  return (
    <>
      <Field name={`${prefix}-name`} label={label} value={now?.name ?? ''} error={errors.name} />
      <Field
        name={`${prefix}-origins`}
        label="Origins of its web pages, one a line"
        rows={3}
        value={now?.origins.join('\n') ?? ''}
        isRequired={false}
        hint="Only where its pages call the service themselves, such as https://portal.example"
        error={errors.origins}
      />
    </>
  );
}
