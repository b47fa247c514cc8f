export { type DatabaseProxy, startDatabaseProxy } from './start-database-proxy.js';
export { type MysqlServer, startMysqlServer } from './start-mysql-server.js';
