import {
  type ApiKey,
  type App,
  type Connection,
  type OrchestratorUrl,
  type ProcessReference,
  parseOrchestratorUrl,
} from '@cuelight/core';

/** An id that sorts by its number. */
export function exampleId(number: number): string {
  return `01936e2a-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** The address of an Orchestrator; throws when it is none. */
export function exampleUrl(text: string): OrchestratorUrl {
  const parsed = parseOrchestratorUrl(text);
  if (!parsed.ok) throw new Error(`${text} is ${parsed.failure}`);
  return parsed.value;
}

/** A verified connection that is followed by polling. */
export function aConnection(change: Partial<Connection> = {}): Connection {
  return {
    id: exampleId(1),
    name: 'Production',
    target: { orchestratorUrl: exampleUrl('https://orchestrator.example'), tenant: 'Default' },
    status: 'verified',
    credential: { backend: 'local', name: 'production/credential', version: '1' },
    subscription: { kind: 'polling', why: 'no-public-url' },
    createdAtMs: 1_795_424_400_000,
    revision: 1,
    ...change,
  };
}

/** An app with one web page. */
export function anApp(change: Partial<App> = {}): App {
  return {
    id: exampleId(2),
    name: 'Invoice portal',
    origins: ['https://portal.example'],
    createdAtMs: 1_795_424_400_000,
    ...change,
  };
}

/** A runtime key of {@link anApp}. */
export function anApiKey(change: Partial<ApiKey> = {}): ApiKey {
  return {
    id: exampleId(3),
    appId: exampleId(2),
    name: 'Portal server',
    scope: 'runtime',
    hash: 'kPpG1Qe0JqfSPEIKaJVYVZNX2yrW8fcE8GRDyFKTDmY',
    createdAtMs: 1_795_424_400_000,
    ...change,
  };
}

/** A reference of {@link anApp} to a process on {@link aConnection}. */
export function aProcessReference(change: Partial<ProcessReference> = {}): ProcessReference {
  return {
    id: exampleId(4),
    appId: exampleId(2),
    connectionId: exampleId(1),
    folder: { key: 'bb4bd8a4-0f3c-4d5c-8a0e-2f0a3f1f8f11', path: 'Finance/AP' },
    releaseKey: '7f9e4ff1-4b1c-4f2e-9a3b-6c1d2e3f4a5b',
    packageId: 'Invoices.Post',
    version: '1.0.2',
    isPinned: false,
    runOn: 'orchestrator',
    createdAtMs: 1_795_424_400_000,
    ...change,
  };
}
