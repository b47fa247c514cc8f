export { createHostClient } from './create-host-client.js';
export type { HostClientOptions } from './options.js';
