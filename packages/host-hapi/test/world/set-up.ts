import { seed } from './a-world.js';
import type { Client, Row } from './client.js';

/** Cuelight as a client reaches it, and the Orchestrator behind it. */
export interface Reachable {
  /** With the operator's key unless another is given. */
  client(key?: string): Client;
  readonly fake: { readonly url: string };
}

/** What the body of a new connection to the fake is. */
export function connectionTo(orchestratorUrl: string, change: Row = {}): Row {
  return {
    name: 'Finance Orchestrator',
    orchestratorUrl,
    tenant: 'Default',
    credential: { kind: 'password', username: 'admin', password: 'admin-password' },
    ...change,
  };
}

/** Makes a connection and answers its id. */
export async function connect({ fake, client }: Reachable): Promise<string> {
  return idOf(await client().post('/v1/connections', connectionTo(fake.url)));
}

/** An app with a key of each scope. */
export interface AnApp {
  readonly id: string;
  readonly keys: Readonly<Record<'admin' | 'designer' | 'runtime', string>>;
  readonly designer: Client;
  readonly runtime: Client;
}

export async function anApp({ client }: Pick<Reachable, 'client'>): Promise<AnApp> {
  const admin = client();
  const id = idOf(await admin.post('/v1/apps', { name: 'Invoice portal' }));
  const keyOf = async (scope: string) => {
    const made = await admin.post(`/v1/apps/${id}/keys`, { name: `${scope} key`, scope });
    return String(made.body.key);
  };
  const keys = { admin: await keyOf('admin'), designer: await keyOf('designer'), runtime: await keyOf('runtime') };
  return { id, keys, designer: client(keys.designer), runtime: client(keys.runtime) };
}

/** Binds the process EchoText to the app and answers the id of the reference. */
export async function bind(world: Pick<Reachable, 'client'>, appId: string, connectionId: string, change: Row = {}) {
  const body = { connectionId, folderKey: seed.shared, releaseKey: seed.echoText, runOn: 'orchestrator', ...change };
  return idOf(await world.client().post(`/v1/apps/${appId}/processes`, body));
}

/** Everything a job needs: a connection, an app with keys, a process reference. */
export async function aBoundApp(world: Reachable) {
  const connectionId = await connect(world);
  const app = await anApp(world);
  return { connectionId, app, processId: await bind(world, app.id, connectionId) };
}

/** The id in an answer; a refusal ends the test. */
function idOf(answer: { readonly status: number; readonly body: Row; readonly text: string }): string {
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return String(answer.body.id);
}
