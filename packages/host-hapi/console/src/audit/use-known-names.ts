import { useEffect, useState } from 'preact/hooks';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';

/** The names of the connections and apps there are, by id. What is gone, or cannot be read, has none. */
export function useKnownNames(): ReadonlyMap<string, string> {
  const call = useCall();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const [connections, apps] = await Promise.all([
        everyPage((query) => call('GET /v1/connections', { query })),
        everyPage((query) => call('GET /v1/apps', { query })),
      ]);
      const named = [...(connections.ok ? connections.value : []), ...(apps.ok ? apps.value : [])];
      if (isWanted) setNames(new Map(named.map(({ id, name }) => [id, name])));
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, []);
  return names;
}
