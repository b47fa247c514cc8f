export { type AwsSecretsManagerSecrets, createAwsSecretsManagerSecrets } from './create-aws-secrets-manager-secrets.js';
export type { AwsSecretsManagerOptions } from './options.js';
