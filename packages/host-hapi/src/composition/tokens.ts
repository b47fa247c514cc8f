import type { OrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import type { Cuelight, CuelightOptions, CuelightPorts, Hosts } from '@cuelight/core';
import type { ServiceIdentifier } from 'inversify';

/** What everything is bound under, one for each part. */
export const tokens = {
  persistence: token<SqlPersistence>('persistence'),
  orchestrator: token<OrchestratorHttp>('orchestrator'),
  connections: token<CuelightPorts['connections']>('connections'),
  apps: token<CuelightPorts['apps']>('apps'),
  apiKeys: token<CuelightPorts['apiKeys']>('apiKeys'),
  processReferences: token<CuelightPorts['processReferences']>('processReferences'),
  auditLog: token<CuelightPorts['auditLog']>('auditLog'),
  secrets: token<CuelightPorts['secrets']>('secrets'),
  serviceSecrets: token<CuelightPorts['serviceSecrets']>('serviceSecrets'),
  sessions: token<CuelightPorts['sessions']>('sessions'),
  directory: token<CuelightPorts['directory']>('directory'),
  jobs: token<CuelightPorts['jobs']>('jobs'),
  webhooks: token<CuelightPorts['webhooks']>('webhooks'),
  probe: token<CuelightPorts['probe']>('probe'),
  inspection: token<CuelightPorts['inspection']>('inspection'),
  certificateAuthorities: token<CuelightPorts['certificateAuthorities']>('certificateAuthorities'),
  keyedHash: token<CuelightPorts['keyedHash']>('keyedHash'),
  clock: token<CuelightPorts['clock']>('clock'),
  randomness: token<CuelightPorts['randomness']>('randomness'),
  notices: token<CuelightPorts['notices']>('notices'),
  hosts: token<Hosts>('hosts'),
  options: token<CuelightOptions>('options'),
  cuelight: token<Cuelight>('cuelight'),
} as const;

function token<T>(name: string): ServiceIdentifier<T> {
  return Symbol.for(`cuelight/${name}`);
}
