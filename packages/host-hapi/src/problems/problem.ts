import { type Failure, failures } from '@cuelight/core';
import { z } from 'zod';
import { diagnosisShape, showDiagnosis } from '../shapes/diagnosis-shape.js';
import { hostProblems } from './host-problems.js';
import type { HostRefusal, Refusal } from './refusal.js';
import { statusOf } from './status-of.js';

/** The body of every refusal: RFC 9457, with Cuelight's code and remedy. */
export const problemShape = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).exactOptional(),
  diagnosis: diagnosisShape.exactOptional(),
  links: z
    .strictObject({ diagnosis: z.string() })
    .exactOptional()
    .describe(
      'Where the diagnosis is that this failure brought about, within 20 s, for an admin or a designer of the app',
    ),
  orchestrator: z
    .strictObject({ status: z.int(), errorCode: z.int().exactOptional(), traceId: z.string().exactOptional() })
    .exactOptional(),
  traceId: z.string().exactOptional(),
});

/** A problem body. */
export type Problem = z.infer<typeof problemShape>;

/**
 * Puts a refusal into words.
 *
 * @param traceId under which the log has the request; shown where our side is at fault (5xx)
 */
export function problemOf(refusal: Refusal, traceId: string): Problem {
  const { status, meaning, remedy } = docOf(refusal);
  return {
    type: `urn:cuelight:problem:${refusal.code}`,
    title: meaning,
    status,
    code: refusal.code,
    detail: refusal.detail,
    remedy,
    ...(isOfHost(refusal) ? hostPartsOf(refusal) : corePartsOf(refusal)),
    ...(status >= 500 && { traceId }),
  };
}

function docOf(refusal: Refusal) {
  return isOfHost(refusal) ? hostProblems[refusal.code] : { ...failures[refusal.code], status: statusOf[refusal.code] };
}

function isOfHost(refusal: Refusal): refusal is HostRefusal {
  return refusal.code in hostProblems;
}

function hostPartsOf({ errors }: HostRefusal) {
  return { ...(errors !== undefined && { errors: [...errors] }) };
}

function corePartsOf({ diagnosis, diagnosed, reply }: Exclude<Refusal, HostRefusal>) {
  return {
    ...(diagnosis !== undefined && { diagnosis: showDiagnosis(diagnosis) }),
    ...(diagnosed !== undefined && { links: { diagnosis: lastDiagnosisPath(diagnosed) } }),
    ...(reply !== undefined && { orchestrator: { ...reply } }),
  };
}

function lastDiagnosisPath({ connectionId, processId }: NonNullable<Failure['diagnosed']>): string {
  return `/v1/connections/${connectionId}/diagnosis?processId=${processId}`;
}
