import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { FakeReply } from '../fake-server/fake-reply.js';
import type { FakeRequest } from '../fake-server/fake-request.js';
import { refused } from './aws-reply.js';

/** An access key, and what it signs with. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How far the date of a signature may be from now. Source: AWS, "Elements of an AWS API request signature". */
const mostSkewMs = 5 * 60_000;

/**
 * Who signed a request, or the refusal: the signature is made again from what arrived, with the key that the request
 * names, and has to be the same.
 */
export async function checkSignature(
  request: FakeRequest,
  keys: readonly AccessKey[],
  region: string,
  nowMs: number,
): Promise<AccessKey | FakeReply> {
  const { authorization = '' } = request.headers;
  const shape =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/secretsmanager\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, accessKeyId, , inRegion, signedHeaders = '', signature = ''] = shape.exec(authorization) ?? [];
  if (accessKeyId === undefined) {
    return refused('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const key = keys.find((one) => one.accessKeyId === accessKeyId);
  if (key === undefined) {
    return refused('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (inRegion !== region) {
    return refused('InvalidSignatureException', `Credential should be scoped to a valid region.`);
  }
  const signedAt = instantOf(String(request.headers['x-amz-date']));
  if (Number.isNaN(signedAt.getTime()) || Math.abs(signedAt.getTime() - nowMs) > mostSkewMs) {
    return refused('InvalidSignatureException', 'Signature expired.');
  }
  const expected = await sign(request, key, region, signedHeaders.split(';'), signedAt);
  const isSame = expected.length === signature.length && timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  return isSame
    ? key
    : refused(
        'InvalidSignatureException',
        'The request signature we calculated does not match the signature you provided.',
      );
}

async function sign(
  { method, path, headers, text }: FakeRequest,
  credentials: AccessKey,
  region: string,
  signedHeaders: readonly string[],
  signingDate: Date,
): Promise<string> {
  const signer = new SignatureV4({
    credentials,
    region,
    service: 'secretsmanager',
    sha256: Sha256,
    applyChecksum: false,
  });
  const kept = signedHeaders.map((name) => [name, String(headers[name])] as const);
  const signed = await signer.sign(
    {
      method,
      protocol: 'https:',
      hostname: String(headers.host),
      path,
      query: {},
      headers: Object.fromEntries(kept),
      body: text,
    },
    { signingDate, signableHeaders: new Set(signedHeaders) },
  );
  return /Signature=([0-9a-f]{64})/.exec(String(signed.headers.authorization))?.[1] ?? '';
}

/** Such as `20260102T030405Z`. */
function instantOf(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** What the signer takes as a hash, by Node. */
class Sha256 {
  #hash;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: Bytes): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

function bytesOf(data: Bytes): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
