/** Where the demo connects to, and with which credential of the fake Orchestrator's default seed. */
export interface Place {
  readonly orchestratorUrl: string;
  readonly credential: Readonly<Record<string, string>>;
}

/** The cloud has paths of its own and knows no passwords; every version on premises takes a user and a password. */
export function placeOf(url: string, apiVersion: number): Place {
  if (apiVersion < 18) {
    return { orchestratorUrl: url, credential: { kind: 'password', username: 'admin', password: 'admin-password' } };
  }
  return {
    orchestratorUrl: `${url}/acme/Default/orchestrator_`,
    credential: { kind: 'client-credentials', clientId: 'an-application', clientSecret: 'an-application-secret' },
  };
}
