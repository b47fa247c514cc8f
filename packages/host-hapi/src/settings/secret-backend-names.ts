/** Every secret backend, by the name that settings and stored references have for it. */
export const secretBackendNames = ['local', 'azure-key-vault', 'hashicorp-vault', 'aws-secrets-manager'] as const;

/** The name of a secret backend. */
export type SecretBackendName = (typeof secretBackendNames)[number];
