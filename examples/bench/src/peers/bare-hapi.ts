import Hapi from '@hapi/hapi';

// The least a Hapi service is: one route, listening.
const server = Hapi.server({ host: '127.0.0.1', port: 0 });
server.route({ method: 'GET', path: '/healthz', handler: () => ({ status: 'ok' }) });
await server.start();
console.log(server.info.uri);
