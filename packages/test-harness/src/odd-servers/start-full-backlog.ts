import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { type OddServer, urlAt } from './odd-server.js';

/**
 * A port at which a connection is neither made nor refused, as behind a firewall that drops packets. Its listener is in a
 * thread that stands still, so that nothing is accepted, and its queue is full: the kernel lets no more connections come
 * about. Seen on Linux, which drops the SYN then (tcp(7), `tcp_abort_on_overflow` off).
 */
export async function startFullBacklog(): Promise<OddServer> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(standingStill, { eval: true, workerData: gate });
  const [port] = await once(worker, 'message');
  const queued: Socket[] = [];
  while (queued.length < mostQueued) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    queued.push(socket);
    if (!(await isMade(socket))) break;
  }
  return {
    url: urlAt(port, 'http'),
    port,
    async close() {
      for (const socket of queued) socket.destroy();
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await once(worker, 'exit');
    },
  };
}

/** A queue of one is asked for; the kernel takes a little more. */
const mostQueued = 16;

/** On loopback a connection comes about at once, or not for a second, when it is tried again. */
const madeMs = 300;

function isMade(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    // A turn later: where this thread was busy itself, the news may only be waiting.
    const timer = setTimeout(() => setImmediate(() => resolve(!socket.connecting)), madeMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

const standingStill = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(workerData, 0, 0);
    process.exit();
  });
`;
