import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import { runQuery } from '../odata/run-query.js';
import { failure, odataReply, type Reply } from './reply.js';
import type { Call } from './route.js';

/** Answers a list of entities as the query options want it. */
export function odataList(call: Call, set: string, type: EntityType, rows: readonly JsonObject[]): Reply {
  const outcome = runQuery(rows, call.request.query, type, call.site.profile);
  if (!outcome.ok) return failure(400, 1000, outcome.message);
  return odataReply(200, {
    '@odata.context': contextOf(call, set),
    ...(outcome.count === undefined ? {} : { '@odata.count': outcome.count }),
    value: outcome.rows,
  });
}

/** Answers one entity as `$select` and `$expand` want it; 404 when there is none. */
export function odataEntity(
  call: Call,
  set: string,
  type: EntityType,
  row: JsonObject | undefined,
  status = 200,
): Reply {
  if (row === undefined) return failure(404, 1002, `${entityName(type)} does not exist.`);
  const outcome = runQuery([row], call.request.query, type, call.site.profile);
  if (!outcome.ok) return failure(400, 1000, outcome.message);
  return odataReply(status, { '@odata.context': `${contextOf(call, set)}/$entity`, ...outcome.rows[0] });
}

/** Where the metadata of a set of entities is described. */
export function contextOf({ site }: Call, set: string): string {
  return `${site.origin}/odata/$metadata#${set}`;
}

function entityName({ name }: EntityType): string {
  return name.split('.').at(-1)?.replace(/Dto$/, '') ?? name;
}
