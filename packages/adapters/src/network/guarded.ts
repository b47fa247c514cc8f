import type { buildConnector } from 'undici';
import type { EgressGuard, GuardedPlace } from '../egress/index.js';
import type { ConnectionWatch } from './connection-watch.js';

/**
 * Makes sockets to one origin, where the guard allows it.
 *
 * @param build makes the connector proper, which is to resolve names as it is told
 * @param watch is told what a name resolves to
 */
export function guarded(
  origin: string,
  egress: EgressGuard | 'unguarded',
  build: (resolving: Partial<Pick<GuardedPlace, 'lookup'>>) => buildConnector.connector,
  watch?: Pick<ConnectionWatch, 'resolved'>,
): buildConnector.connector {
  if (egress === 'unguarded') return build({});
  const { hostname, port, protocol } = new URL(origin);
  const place = egress.at(hostname, port === '' ? (usualPorts[protocol] ?? 0) : Number(port), watch?.resolved);
  const connect = build({ lookup: place.lookup });
  return (options, callback) => {
    const refusal = place.refusal();
    // In a turn of its own, as any socket fails: undici is not yet ready for the answer.
    if (refusal !== undefined) queueMicrotask(() => callback(refusal, null));
    else return connect(options, callback);
  };
}

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
