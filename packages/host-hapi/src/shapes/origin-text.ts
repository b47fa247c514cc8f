import { isLoopbackHost } from '@cuelight/core';
import { z } from 'zod';

/** The origin of a web page: scheme, host and port, https except on this machine itself. */
export const originText = z
  .string()
  .max(300)
  .refine(isOrigin, 'must be an origin such as https://portal.example, without a path; https except for loopback');

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname)));
}
