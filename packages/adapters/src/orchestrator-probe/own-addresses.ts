import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';

/**
 * Our own addresses that packets to these would leave from. Asks the routing of this machine alone, by connecting UDP
 * sockets: nothing is sent.
 */
export async function ownAddressesTowards(addresses: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(addresses.map(ownAddressTowards));
  return [...new Set(found.filter((address) => address !== undefined))];
}

/** Which port does not matter, since nothing is sent to it. */
const anyPort = 9;

function ownAddressTowards(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const settle = (own?: string) => {
      socket.close();
      resolve(own);
    };
    socket.once('error', () => settle());
    // With an error it has an address all the same: the one of every interface.
    socket.connect(anyPort, address, (error?: Error) => settle(error ? undefined : socket.address().address));
  });
}
