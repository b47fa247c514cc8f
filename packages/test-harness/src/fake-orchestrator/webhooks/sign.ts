import { createHmac } from 'node:crypto';

/**
 * The value of `X-UiPath-Signature`: base64 of HMAC-SHA256 over the body as it is sent.
 * Source: UiPath docs, "About webhooks".
 */
export function sign(body: Uint8Array, secret: string): string {
  return createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('base64');
}
