export { type MysqlServer, startMysqlServer } from './start-mysql-server.js';
