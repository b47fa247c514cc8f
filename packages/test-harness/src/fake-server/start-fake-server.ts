import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ServerCertificate, serverCertificate } from '../tls/server-certificate.js';
import type { TlsMode } from '../tls/tls-mode.js';
import type { FakeReply } from './fake-reply.js';
import { type FakeRequest, readFakeRequest } from './fake-request.js';
import { createFaults, type FakeFault, type FakeFaults } from './fault.js';

/** What a server is to do. */
export interface FakeServerOptions {
  /** What the journal and the faults call a request. */
  readonly nameOf: (request: FakeRequest) => string;
  readonly answer: (request: FakeRequest) => FakeReply | Promise<FakeReply>;
  /** The answer of a fault with a status. `kind` is what the fault says. */
  readonly refuse: (status: number, kind: string | undefined) => FakeReply;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** @default 'ca' */
  readonly tls?: TlsMode;
}

/** A request that arrived: no header and no body, which may hold secrets. */
export interface FakeServerEntry {
  readonly name: string;
  /** Null while there is no answer, and when there never was one. */
  readonly status: number | null;
}

/** A server on the loopback address that speaks HTTPS only. */
export interface FakeServer {
  /** By the name `localhost`, without a slash at the end. */
  readonly url: string;
  /** The certificate of the fake's own CA, PEM. */
  readonly caPem: string;
  readonly faults: FakeFaults;
  /** What arrived, oldest first. */
  requests(): readonly FakeServerEntry[];
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/** Starts a server with a certificate of the harness's own CA. Throws when the port is taken. */
export async function startFakeServer(options: FakeServerOptions): Promise<FakeServer> {
  const { nameOf, answer, refuse, port = 0, tls = 'ca' } = options;
  const certificate = await certificateFor(tls);
  const faults = createFaults();
  const journal: FakeServerEntry[] = [];
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (incoming, response) => {
    // A client that leaves before the end of its request is no fault of ours; there is nobody left to answer.
    answerOne(incoming, response).catch(() => response.destroy());
  });

  async function answerOne(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readFakeRequest(incoming);
    const name = request === undefined ? 'malformed' : nameOf(request);
    const index = journal.push({ name, status: null }) - 1;
    const fault = faults.take(name);
    const work = async () => (request === undefined ? refuse(400, undefined) : answer(request));
    const reply = fault === undefined ? await work() : await spoilt(fault, work);
    if (reply === 'hang') return;
    if (reply === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    journal[index] = { name, status: reply.status };
    response.writeHead(reply.status, { date: new Date().toUTCString(), ...reply.headers });
    response.end(reply.body);
  }

  async function spoilt(fault: FakeFault, work: () => Promise<FakeReply>): Promise<FakeReply | 'hang' | 'reset'> {
    const { what } = fault;
    const done = fault.isAfterTheWork || what === 'half' ? await work() : undefined;
    if (what === 'hang' || what === 'reset') return what;
    if (what === 'web-page') {
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Sign in</title>' };
    }
    if (what === 'half') {
      const { status, headers, body } = done ?? (await work());
      return { status, headers, body: body.slice(0, body.length / 2) };
    }
    const refusal = refuse(what.status, what.kind);
    if (what.retryAfterS === undefined) return refusal;
    return { ...refusal, headers: { ...refusal.headers, 'retry-after': String(what.retryAfterS) } };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    caPem: certificate.ca,
    faults,
    requests: () => [...journal],
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const certificates = new Map<TlsMode, Promise<ServerCertificate>>();

/** Made once per process, since signing takes long. */
function certificateFor(tls: TlsMode): Promise<ServerCertificate> {
  const made = certificates.get(tls) ?? serverCertificate(tls);
  certificates.set(tls, made);
  return made;
}
