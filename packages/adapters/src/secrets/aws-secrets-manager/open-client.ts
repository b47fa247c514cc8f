import { Agent } from 'node:https';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { usualAuthorities } from '../../trust/index.js';
import type { AwsSecretsManagerOptions } from './options.js';

/** AWS's own SDK, as much of it as is used. */
export type AwsSdk = typeof import('@aws-sdk/client-secrets-manager');

/** The SDK and a client of it that sends each request once: repeating it is our own decision, in bounded time. */
export interface OpenClient {
  readonly sdk: AwsSdk;
  readonly client: SecretsManagerClient;
}

/** Loads the SDK. Throws when its package is not installed, or the endpoint is not one of https. */
export async function openClient(options: AwsSecretsManagerOptions): Promise<OpenClient> {
  const { region, endpoint, accessKey, caPem, requestMs = 4_000 } = options;
  if (endpoint !== undefined && !/^https:\/\//i.test(endpoint)) {
    throw new Error('The endpoint of AWS Secrets Manager has to be one of https.');
  }
  const sdk = await load();
  const ca = caPem === undefined ? undefined : [...usualAuthorities(), caPem];
  const client = new sdk.SecretsManagerClient({
    region,
    maxAttempts: 1,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKey !== undefined && {
      credentials: {
        accessKeyId: accessKey.accessKeyId,
        secretAccessKey: accessKey.secretAccessKey.reveal(),
        ...(accessKey.sessionToken !== undefined && { sessionToken: accessKey.sessionToken.reveal() }),
      },
    }),
    requestHandler: {
      connectionTimeout: requestMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({
        keepAlive: true,
        maxSockets: 16,
        rejectUnauthorized: true,
        ...(ca !== undefined && { ca }),
      }),
    },
  });
  // The SDK also takes an endpoint from AWS_ENDPOINT_URL and from shared files.
  client.middlewareStack.add(
    (next) => (args) => {
      if (!isHttps(args.request)) throw Object.assign(new Error('Not https.'), { name: insecureEndpoint });
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'high', name: insecureEndpoint },
  );
  return { sdk, client };
}

/** The name of the error of a call that would not be encrypted. */
export const insecureEndpoint = 'InsecureEndpoint';

function isHttps(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'protocol' in request && request.protocol === 'https:';
}

async function load(): Promise<AwsSdk> {
  try {
    return await import('@aws-sdk/client-secrets-manager');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(
      'AWS Secrets Manager needs the package @aws-sdk/client-secrets-manager, which is not installed: npm install @aws-sdk/client-secrets-manager@3.1164.0',
    );
  }
}
