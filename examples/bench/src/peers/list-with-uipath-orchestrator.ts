import Orchestrator from 'uipath-orchestrator';

/** How the client is set and used. */
export interface PeerSetting {
  /** Its option `connectionPool`; 0 is unlimited, absent its default, which is 1. */
  readonly connectionPool?: number;
  /** How many calls are handed to it at once: it takes the folder of a call when it sends it, not when it is given. */
  readonly atOnce: number;
}

/** Signs in and lists the processes of all folders with UiPath's own client; answers how many there are. */
export async function listWithUipathOrchestrator(
  url: string,
  { connectionPool, atOnce }: PeerSetting,
): Promise<number> {
  const { hostname, port } = new URL(url);
  const client = new Orchestrator({
    tenancyName: 'Default',
    usernameOrEmailAddress: 'admin',
    password: 'admin-password',
    hostname,
    port: Number(port),
    isSecure: false,
    ...(connectionPool !== undefined && { connectionPool }),
  });
  const get = (path: string, query: Readonly<Record<string, string | number>>) =>
    new Promise<OdataPage>((resolve, reject) => {
      client.get<OdataPage>(path, query, (error, page) => (error === undefined ? resolve(page) : reject(error)));
    });

  const { value: folders } = await get('/odata/Folders', { $top: 1_000, $orderby: 'Id asc' });
  let listed = 0;
  let next = 0;
  const worker = async () => {
    for (let folder = folders[next++]; folder !== undefined; folder = folders[next++]) {
      client.switchOrganizationUnitId(folder.Id);
      const { value } = await get('/odata/Releases', { $top: 1_000, $orderby: 'Id asc' });
      listed += value.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return listed;
}

interface OdataPage {
  readonly value: readonly { readonly Id: number }[];
}
