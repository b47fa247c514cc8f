import type { ApiRequest } from '../http/api-request.js';
import type { OAuthClient } from '../world/seed-access.js';

/**
 * The application that a token request proves to be, by its form or by basic authentication; `undefined` when the id is
 * unknown, the secret is wrong, or one is given where there is none. Source: RFC 6749, section 2.3.1.
 */
export function clientOf(
  clients: readonly OAuthClient[],
  form: URLSearchParams,
  headers: ApiRequest['headers'],
): OAuthClient | undefined {
  const given = fromHeader(headers.authorization) ?? {
    id: form.get('client_id'),
    secret: form.get('client_secret') ?? undefined,
  };
  const client = clients.find(({ id }) => id === given.id);
  return client !== undefined && client.secret === given.secret ? client : undefined;
}

function fromHeader(authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const [, encoded] = /^basic (\S+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const decoded = new URLSearchParams(`id=${id}&secret=${secret.join(':')}`);
  return { id: decoded.get('id') ?? '', secret: decoded.get('secret') ?? '' };
}
