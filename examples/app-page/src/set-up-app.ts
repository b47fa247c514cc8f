/** Where the service is, and its operator's key. */
export interface Operated {
  readonly url: string;
  readonly adminKey: string;
}

/** Connects an Orchestrator, and makes an app whose pages of one origin may run one process: what an operator does once. */
export async function setUpApp({ url, adminKey }: Operated, orchestratorUrl: string, origin: string) {
  // biome-ignore lint/suspicious/noExplicitAny: it reads the few fields it needs
  const call = async (path: string, body?: object): Promise<any> => {
    const response = await fetch(`${url}/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const credential = { kind: 'password', username: 'admin', password: 'admin-password' };
  const connection = await call('/connections', { name: 'Finance', orchestratorUrl, tenant: 'Default', credential });
  const folders = await call(`/connections/${connection.id}/folders`);
  const { key: folderKey } = folders.items.find((folder: { path: string }) => folder.path === 'Shared');
  const processes = await call(`/connections/${connection.id}/processes?folderKey=${folderKey}`);
  const app = await call('/apps', { name: 'Invoice portal', origins: [origin] });
  const { key } = await call(`/apps/${app.id}/keys`, { name: 'portal server', scope: 'runtime' });
  const binding = { connectionId: connection.id, folderKey, releaseKey: processes.items[0].releaseKey };
  const { id } = await call(`/apps/${app.id}/processes`, { ...binding, runOn: 'orchestrator' });
  return { appId: String(app.id), runtimeKey: String(key), processId: String(id) };
}
