import type { OrchestratorUrl } from '@cuelight/core';

/**
 * How an Orchestrator is installed: by its installer on a server of its own, in an Automation Suite, or in Automation
 * Cloud. It decides where the identity server is.
 */
export type Edition = 'msi' | 'suite' | 'cloud';

/**
 * Tells the edition. Suite and cloud have organization and tenant in the path, `/{org}/{tenant}/orchestrator_`; API 18 and
 * later are cloud alone (UiPath docs, "Building API requests"; github.com/UiPath-Services/UiPathOrch).
 *
 * @param apiVersion where it is known already; without it a suite cannot be told from a cloud under a name of its own
 */
export function editionOf(orchestratorUrl: OrchestratorUrl, apiVersion?: number): Edition {
  const { hostname, pathname } = new URL(orchestratorUrl);
  if (/(?:^|\.)uipath\.(?:com|us)$/i.test(hostname)) return 'cloud';
  if (!/^\/[^/]+\/[^/]+\/orchestrator_\/?$/i.test(pathname)) return 'msi';
  return apiVersion !== undefined && apiVersion >= firstCloudOnly ? 'cloud' : 'suite';
}

const firstCloudOnly = 18;
