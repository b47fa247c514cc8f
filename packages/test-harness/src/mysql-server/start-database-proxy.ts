import { connect, createServer, type Socket } from 'node:net';

/** A way to a database that a test can close. */
export interface DatabaseProxy {
  /** The URL of the database by this way. */
  readonly url: string;
  /** Ends every connection, and each new one at once, as a server that is gone. */
  cut(): void;
  /** Passes nothing on any more, without a word, as a network that is gone. */
  freeze(): void;
  /** Passes on what is asked, and cuts instead of answering. */
  cutInsteadOfAnswering(): void;
  /** Connects again whoever comes from now on. What was frozen stays so. */
  mend(): void;
  /** Ends every connection and takes no more. */
  close(): void;
}

/** Opens a way of a test's own to the server of this URL, by TCP. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'frozen' | 'answer-cut' = 'open';
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const cut = () => {
    state = 'cut';
    destroyAll();
  };
  const server = createServer((client) => {
    sockets.add(client.on('error', () => {}));
    if (state === 'cut') return void client.destroy();
    if (state === 'frozen') return;
    const upstream = connect(Number(target.port || 3306), target.hostname);
    sockets.add(upstream.on('error', () => {}));
    let isFrozen = false;
    client.on('data', (bytes) => {
      isFrozen ||= state === 'frozen';
      if (!isFrozen) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      isFrozen ||= state === 'frozen';
      if (state === 'answer-cut') cut();
      else if (!isFrozen) client.write(bytes);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    cut,
    freeze() {
      state = 'frozen';
    },
    cutInsteadOfAnswering() {
      state = 'answer-cut';
    },
    mend() {
      state = 'open';
    },
    close() {
      destroyAll();
      server.close();
    },
  };
}
