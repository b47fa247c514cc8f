export { type MysqlDatabase, type MysqlOptions, openMysql } from './open-mysql.js';
export { type MysqlTarget, readMysqlUrl } from './read-mysql-url.js';
