import { badParameter, ok, type VaultReply } from './vault-reply.js';
import type { VaultRequest } from './vault-request.js';

/** The most that one page holds. Source: Azure Key Vault REST API, "Get Secret Versions", `maxresults`. */
const mostPerPage = 25;

/** One page of a list, with a link to the next. */
export function paged(vaultUrl: string, { query, segments }: VaultRequest, items: readonly unknown[]): VaultReply {
  const size = Number(query.get('maxresults') ?? mostPerPage);
  if (!Number.isInteger(size) || size < 1 || size > mostPerPage) {
    return badParameter(`maxresults has to be between 1 and ${mostPerPage}.`);
  }
  const from = Number(query.get('$skiptoken') ?? 0);
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(from + size));
  const nextLink = from + size < items.length ? `${vaultUrl}/${segments.join('/')}?${next}` : null;
  return ok({ value: items.slice(from, from + size), nextLink });
}
