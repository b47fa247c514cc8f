/** A path of the cloud: the tenant that it names, and what follows. */
export interface CloudPath {
  readonly tenant: string;
  readonly rest: string;
}

/** Takes `/{organization}/{tenant}/orchestrator_/…` apart; `undefined` for any other path. Source: UiPath docs, "Authenticating". */
export function cloudPathOf(path: string): CloudPath | undefined {
  const [, tenant, rest] = /^\/[^/]+\/([^/]+)\/orchestrator_(\/.*)$/i.exec(path) ?? [];
  return tenant === undefined || rest === undefined ? undefined : { tenant, rest };
}
