import { failures } from '@cuelight/core';
import { z } from 'zod';
import { hostProblems } from '../problems/host-problems.js';
import { masterKeyOrigins } from '../secret-backends/open-local.js';
import type { Rotation } from '../secrets/rotations.js';
import type { SecretsOverview } from '../secrets/secrets-overview.js';
import { showTime } from './text.js';

const failureShape = z.strictObject({ code: z.string(), detail: z.string(), remedy: z.string() });

const rotationShape = z.strictObject({
  to: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  done: z.int().describe('How many secrets the key opens'),
  total: z.int().describe('Of how many'),
  beganAt: z.string(),
  endedAt: z.string().exactOptional(),
  failure: failureShape.exactOptional(),
});

/** Where secrets are and which master keys open them, as it is shown. */
export const secretsShape = z.strictObject({
  newIn: z.string().exactOptional().describe('The backend that new secrets go to; absent where the host does not tell'),
  backends: z.array(z.strictObject({ name: z.string(), secrets: z.int() })),
  hosts: z.array(z.string()).describe('The hosts that are alive, by name'),
  masterKeys: z
    .strictObject({
      from: z.array(z.enum(masterKeyOrigins)).describe('Where this host has them from'),
      keys: z.array(
        z.strictObject({
          id: z.string(),
          isSealing: z.boolean(),
          sealingSince: z
            .string()
            .exactOptional()
            .describe('When it began to seal, the first time; absent when nobody noted it'),
          secrets: z.int().describe('How many secrets it takes this key to open'),
          hosts: z.array(z.string()).describe('The hosts that are alive and have it'),
          isOnEveryHost: z.boolean(),
        }),
      ),
    })
    .exactOptional()
    .describe('Absent where the settings do not name the backend that master keys are for'),
  rotation: rotationShape.exactOptional().describe('The present one, or the last since this service has started'),
});

/** Shows it. */
export function showSecrets({ masterKeys, rotation, ...rest }: SecretsOverview): z.infer<typeof secretsShape> {
  return {
    ...rest,
    backends: rest.backends.map((backend) => ({ ...backend })),
    hosts: [...rest.hosts],
    ...(masterKeys !== undefined && {
      masterKeys: {
        from: [...masterKeys.from],
        keys: masterKeys.keys.map(({ sealingSinceMs, hosts, ...key }) => ({
          ...key,
          hosts: [...hosts],
          ...(sealingSinceMs !== undefined && { sealingSince: showTime(sealingSinceMs) }),
        })),
      },
    }),
    ...(rotation !== undefined && { rotation: showRotation(rotation) }),
  };
}

function showRotation({ beganAtMs, endedAtMs, failure, ...rest }: Rotation): z.infer<typeof rotationShape> {
  return {
    ...rest,
    beganAt: showTime(beganAtMs),
    ...(endedAtMs !== undefined && { endedAt: showTime(endedAtMs) }),
    ...(failure !== undefined && { failure: showFailure(failure) }),
  };
}

function showFailure(failure: NonNullable<Rotation['failure']>): z.infer<typeof failureShape> {
  if (failure === 'fault') {
    const { meaning, remedy } = hostProblems['internal-error'];
    return { code: 'internal-error', detail: meaning, remedy };
  }
  const { code, detail } = failure;
  return { code, detail, remedy: failures[code].remedy };
}
