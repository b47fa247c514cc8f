import { type Fault, isJsonObject, type Json, type JsonObject, longestFaultText } from '@cuelight/core';

/** How a job ended. */
export type Ending =
  | { readonly state: 'Successful'; readonly output?: JsonObject; readonly flags?: readonly ['output-unread'] }
  | { readonly state: 'Faulted'; readonly fault: Fault }
  | { readonly state: 'Stopped' };

/** The end of a job whose promise was kept: its outputs, of which the robot may tell nothing. */
export function endingWith(outputs: unknown): Ending {
  const output = outputs === undefined || outputs === null ? {} : copied(outputs);
  if (!isJsonObject(output)) return { state: 'Successful', flags: ['output-unread'] };
  return { state: 'Successful', output };
}

/**
 * The end of a job whose promise was broken, where that tells of an end at all: the SDK rejects with what the robot told,
 * and adds the state. Undefined when nobody knows what became of the job.
 *
 * Source of the form: a serialised .NET exception, as UiPath-Services/InjectJS-RobotJS-WorkshopSamples reads it.
 */
export function endingOf(reason: unknown): Ending | undefined {
  const told = copied(reason);
  if (!isJsonObject(told)) return undefined;
  if (told.state === 'Canceled') return { state: 'Stopped' };
  return told.state === 'Faulted' ? { state: 'Faulted', fault: faultIn(told) } : undefined;
}

function faultIn({ Message, ClassName, InnerException }: JsonObject): Fault {
  const inner = isJsonObject(InnerException) ? InnerException.Message : undefined;
  const message = textIn(Message) ?? textIn(inner) ?? 'The robot tells no reason.';
  const code = typeof ClassName === 'string' && /^[\w.+`]{1,200}$/.test(ClassName) ? ClassName : undefined;
  return { message: message.slice(0, longestFaultText), ...(code !== undefined && { code }) };
}

function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A copy that nobody else can change; undefined for what is no JSON. */
function copied(value: unknown): Json | undefined {
  try {
    return JSON.parse(JSON.stringify(value)) as Json;
  } catch {
    return undefined;
  }
}
