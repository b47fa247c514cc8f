import { Agent, type Dispatcher } from 'undici';
import type { FakeVault } from '../../src/fake-vault/index.js';

/** What Vault answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes.
  readonly body: any;
}

/** Calls a Vault over its TLS, as anybody would. */
export interface Client {
  call(method: Dispatcher.HttpMethod, path: string, body?: object, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** A client that shows the root token unless it is given another. */
export function aClient(vault: FakeVault, headers: Readonly<Record<string, string>> = {}): Client {
  const agent = new Agent({ connect: { ca: vault.caPem } });
  return {
    async call(method, path, body, token = vault.admin.rootToken) {
      const reply = await agent.request({
        origin: vault.url,
        method,
        path: `/v1/${path}`,
        headers: { 'x-vault-token': token, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await reply.body.text();
      return { status: reply.statusCode, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
    },
    close: () => agent.close(),
  };
}
