export { createHost, type Host, type HostOptions, type TlsPair } from './create-host.js';
export { createLog, type Log, type LogLevel, logLevels } from './logging/log.js';
export { type Serving, serve } from './serve.js';
export { readSettings, type SettingsRead } from './settings/read-settings.js';
export type { DatabaseSetting, Settings, TlsFiles } from './settings/settings.js';
export type { StartFailure } from './storage/start-failure.js';
