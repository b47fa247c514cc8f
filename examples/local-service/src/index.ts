export { type Child, startChild } from './child.js';
export { freePort } from './free-port.js';
export { type LocalService, startLocalService } from './local-service.js';
