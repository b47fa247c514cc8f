import { isJsonObject } from '@cuelight/core';
import type { WorkflowEvent } from './options.js';

/** The longest name and payload, in characters. What is longer is passed over: cut, it would mean something else. */
const longestName = 255;
const longestPayload = 1_000_000;

/**
 * Reads what a job hands over; undefined when it is no event, or too large. The SDK passes it on as the robot wrote it, and
 * how robots write the names of its members is not documented: so both ways are understood.
 */
export function readWorkflowEvent(told: unknown): WorkflowEvent | undefined {
  if (!isJsonObject(told)) return undefined;
  const [name, payload] = [told.name ?? told.Name, told.payload ?? told.Payload];
  if (typeof name !== 'string' || typeof payload !== 'string') return undefined;
  return name.length > longestName || payload.length > longestPayload ? undefined : { name, payload };
}
