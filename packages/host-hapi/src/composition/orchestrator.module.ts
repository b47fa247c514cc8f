import { createEgressGuard, type EgressRules } from '@cuelight/adapters/egress';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { createOrchestratorProbe } from '@cuelight/adapters/orchestrator-probe';
import { ContainerModule } from 'inversify';
import { tokens } from './tokens.js';

/** What is the same for all connections. */
export interface Outgoing {
  /** Certificate authorities that every connection trusts beside its own, PEM. */
  readonly caPem?: string;
  /** What may be called; absent, the default. */
  readonly egress?: EgressRules;
}

/** The ports to Orchestrator. */
export function orchestratorModule({ caPem, egress }: Outgoing): ContainerModule {
  const outgoing = { egress: createEgressGuard(egress), ...(caPem !== undefined && { extraCaPem: caPem }) };
  return new ContainerModule(({ bind }) => {
    bind(tokens.orchestrator).toResolvedValue(
      (notices) => createOrchestratorHttp({ notices, ...outgoing }),
      [tokens.notices],
    );
    bind(tokens.probe).toResolvedValue(() => createOrchestratorProbe(outgoing));
    bind(tokens.inspection).toResolvedValue(({ inspection }) => inspection, [tokens.orchestrator]);
    bind(tokens.sessions).toResolvedValue(({ sessions }) => sessions, [tokens.orchestrator]);
    bind(tokens.directory).toResolvedValue(({ directory }) => directory, [tokens.orchestrator]);
    bind(tokens.jobs).toResolvedValue(({ jobs }) => jobs, [tokens.orchestrator]);
    bind(tokens.webhooks).toResolvedValue(({ webhooks }) => webhooks, [tokens.orchestrator]);
  });
}
