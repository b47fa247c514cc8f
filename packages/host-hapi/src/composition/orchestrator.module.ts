import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** The four ports to Orchestrator over HTTP, trusting `extraCaPem` beside what each connection trusts. */
export function orchestratorModule(extraCaPem: string | undefined): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.orchestrator).toResolvedValue(
      (notices) => createOrchestratorHttp({ notices, ...(extraCaPem !== undefined && { extraCaPem }) }),
      [tokens.notices],
    );
    bind(tokens.sessions).toResolvedValue(({ sessions }) => sessions, [tokens.orchestrator]);
    bind(tokens.directory).toResolvedValue(({ directory }) => directory, [tokens.orchestrator]);
    bind(tokens.jobs).toResolvedValue(({ jobs }) => jobs, [tokens.orchestrator]);
    bind(tokens.webhooks).toResolvedValue(({ webhooks }) => webhooks, [tokens.orchestrator]);
  });
}
