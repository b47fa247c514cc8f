import type { ComponentChildren, InputHTMLAttributes } from 'preact';

/** One field of a form, with its hint and what is wrong with it tied to it. What is typed stays in the form. */
export function Field({
  name,
  label,
  hint,
  error,
  type = 'text',
  value,
  isRequired = true,
  inputMode,
  rows,
  children,
}: {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'password' | 'url' | 'search';
  readonly value?: string;
  readonly isRequired?: boolean;
  readonly inputMode?: 'numeric' | 'decimal';
  /** A field of several lines. */
  readonly rows?: number;
  /** The options of a choice. */
  readonly children?: ComponentChildren;
}) {
  const id = `field-${name}`;
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const common = {
    id,
    name,
    'aria-required': isRequired,
    'aria-invalid': error !== undefined,
    ...(described !== '' && { 'aria-describedby': described }),
  } as const;
  // The types of an input tie its attributes to the kind of it, which is not known here.
  const input = {
    ...{ ...common, type, autocomplete: 'off', spellcheck: false, defaultValue: value ?? '' },
    ...(inputMode !== undefined && { inputMode }),
  } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label for={id}>
        {label}
        {!isRequired && <span class="optional"> (optional)</span>}
      </label>
      {children !== undefined ? (
        <select {...common} defaultValue={value ?? ''}>
          {children}
        </select>
      ) : rows !== undefined ? (
        <textarea {...common} rows={rows} spellcheck={false} defaultValue={value ?? ''} />
      ) : (
        <input {...input} />
      )}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          <span class="mark-word">Wrong:</span> {error}
        </p>
      )}
    </div>
  );
}
