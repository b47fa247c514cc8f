import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** Which requests go wrong, as rules of the fake write them. */
export type Where = 'POST /*StartJobs' | '* /*';

/** A proxy before an Orchestrator that remembers the secrets it hears, and can repeat to whoever asks all that they said. */
export interface Gossip {
  readonly url: string;
  /** Access tokens and webhook secrets. */
  readonly heard: ReadonlySet<string>;
  /** How many starts it was asked for. */
  startsHeard(): number;
  /** Answers with this status, and with the request itself in each text of the answer; starts alone, or whatever comes. */
  repeatWith(status: number, on: Where): void;
}

/** Starts one; it ends with the test. */
export async function aGossip(orchestratorUrl: string): Promise<Gossip> {
  const heard = new Set<string>();
  let startsHeard = 0;
  let repeating: { readonly status: number; readonly startsAlone: boolean } | undefined;

  const server = createServer(async (incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const body = await buffer(incoming);
    const isStart = url.endsWith('StartJobs');
    if (isStart) startsHeard += 1;
    for (const secret of secretsIn(headers.authorization, body)) heard.add(secret);
    if (repeating !== undefined && (!repeating.startsAlone || isStart)) {
      const said = `${method} ${url} ${JSON.stringify(headers)} ${body.toString()}`;
      outgoing.writeHead(repeating.status, { 'content-type': 'application/json', 'www-authenticate': encodeURI(said) });
      outgoing.end(JSON.stringify(refusalThatSays(said)));
      return;
    }
    const forwarded = request(`${orchestratorUrl}${url}`, { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    forwarded.on('error', () => incoming.socket.resetAndDestroy());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    startsHeard: () => startsHeard,
    repeatWith(status, on) {
      repeating = { status, startsAlone: on !== '* /*' };
    },
  };
}

function secretsIn(authorization: string | undefined, body: Buffer): readonly string[] {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  const secret = /"Secret":"([^"]+)"/.exec(body.toString())?.[1];
  return [token, secret].filter((each) => each !== undefined);
}

/** As each of Orchestrator's interfaces writes its refusals. */
function refusalThatSays(text: string): object {
  return {
    message: text,
    errorCode: 1001,
    error: { code: 1001, message: text, details: text },
    error_description: text,
    result: null,
  };
}
