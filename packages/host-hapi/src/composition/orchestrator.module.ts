import { createEgressGuard, type EgressRules } from '@cuelight/adapters/egress';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** What is the same for all connections. */
export interface Outgoing {
  /** Certificate authorities that every connection trusts beside its own, PEM. */
  readonly caPem?: string;
  /** What may be called; absent, the default. */
  readonly egress?: EgressRules;
}

/** The four ports to Orchestrator over HTTP. */
export function orchestratorModule({ caPem, egress }: Outgoing): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.orchestrator).toResolvedValue(
      (notices) =>
        createOrchestratorHttp({
          notices,
          egress: createEgressGuard(egress),
          ...(caPem !== undefined && { extraCaPem: caPem }),
        }),
      [tokens.notices],
    );
    bind(tokens.sessions).toResolvedValue(({ sessions }) => sessions, [tokens.orchestrator]);
    bind(tokens.directory).toResolvedValue(({ directory }) => directory, [tokens.orchestrator]);
    bind(tokens.jobs).toResolvedValue(({ jobs }) => jobs, [tokens.orchestrator]);
    bind(tokens.webhooks).toResolvedValue(({ webhooks }) => webhooks, [tokens.orchestrator]);
  });
}
