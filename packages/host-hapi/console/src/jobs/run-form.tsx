import type { Json, JsonObject } from '@cuelight/core';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { Name } from '../parts/name.js';
import { Waiting } from '../parts/waiting.js';
import { type Argument, isNeeded, readArgument, readInput, typeHints } from './argument-value.js';

/** A process that takes more arguments than this has no form. */
const mostArguments = 200;

/** Asks for the input of a process, by its arguments or as JSON, and has it started. */
export function RunForm({
  input: declared,
  start,
  children,
}: {
  readonly input: readonly Argument[] | undefined;
  /** Answers why not, if not. */
  start(input: JsonObject): Promise<Failed | undefined>;
  /** What is said below the button. */
  readonly children?: ComponentChildren;
}) {
  const input = declared !== undefined && declared.length <= mostArguments ? declared : undefined;
  const form = useRef<HTMLFormElement>(null);
  const [isJson, setJson] = useState(input === undefined);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<Failed>();
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    const [first] = Object.keys(errors);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  }, [errors]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    setFailed(undefined);
    const read = inputOf(new FormData(form.current), isJson ? undefined : input);
    setErrors(read.errors);
    if (Object.keys(read.errors).length > 0) return;
    setBusy(true);
    const refused = await start(read.input);
    setBusy(false);
    setFailed(refused);
  };

  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      {input === undefined && (
        <p class="notice notice-warn">
          {declared === undefined
            ? 'Orchestrator does not show what the process takes.'
            : `It takes ${declared.length.toLocaleString('en')} arguments, which are too many for a form.`}{' '}
          Write its input as JSON.
        </p>
      )}
      {input !== undefined && (
        <div class="choice">
          <input id="as-json" type="checkbox" checked={isJson} onChange={() => setJson(!isJson)} />
          <label for="as-json">Write the input as JSON</label>
        </div>
      )}
      {isJson || input === undefined ? (
        <Field
          name="json"
          label="Input"
          rows={8}
          isRequired={false}
          error={errors.json}
          hint='Such as {"in_Text": "hello"}'
        />
      ) : (
        <>
          {input.length === 0 && <p>It takes no arguments.</p>}
          {input.map((argument, at) => (
            <ArgumentField key={at} argument={argument} name={`argument-${at}`} error={errors[`argument-${at}`]} />
          ))}
        </>
      )}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        Run it
      </button>
      {isBusy && <Waiting what="Starting the job …" />}
      {failed && <Failure failed={failed} />}
      {children}
    </form>
  );
}

function ArgumentField({
  argument,
  name,
  error,
}: {
  readonly argument: Argument;
  readonly name: string;
  readonly error: string | undefined;
}) {
  const { type, hasDefault } = argument;
  const common = {
    ...{ name, error, isRequired: isNeeded(argument), label: <Name>{argument.name}</Name> },
    hint: `${typeHints[type]}${hasDefault ? '. It has a default: leave it empty to use that' : ''}`,
  };
  if (type === 'boolean') {
    return (
      <Field {...common}>
        <option value="">Not given</option>
        <option value="true">Yes</option>
        <option value="false">No</option>
      </Field>
    );
  }
  if (type === 'object' || type === 'array' || type === 'unknown') return <Field {...common} rows={4} />;
  if (type === 'integer') return <Field {...common} inputMode="numeric" />;
  if (type === 'number') return <Field {...common} inputMode="decimal" />;
  return <Field {...common} />;
}

/** What the form says. @param input undefined where it says it as JSON */
function inputOf(data: FormData, input: readonly Argument[] | undefined) {
  const errors: Record<string, string> = {};
  const textIn = (name: string) => {
    const text = data.get(name);
    return typeof text === 'string' ? text : '';
  };
  if (input === undefined) {
    const read = readInput(textIn('json'));
    if ('error' in read) errors.json = read.error;
    return { errors, input: 'value' in read ? (read.value as JsonObject) : {} };
  }
  const given = input.flatMap((argument, at): [string, Json][] => {
    const read = readArgument(argument, textIn(`argument-${at}`));
    if ('error' in read) errors[`argument-${at}`] = read.error;
    return 'value' in read ? [[argument.name, read.value]] : [];
  });
  return { errors, input: Object.fromEntries(given) };
}
