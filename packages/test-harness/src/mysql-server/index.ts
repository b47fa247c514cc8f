export { type DatabaseProxy, startDatabaseProxy } from './start-database-proxy.js';
export { type MysqlServer, type MysqlServerOptions, startMysqlServer } from './start-mysql-server.js';
