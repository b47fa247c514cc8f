import type { TokenCredential } from '@cuelight/adapters/secrets/azure-key-vault';

/** Who the service is towards Azure: whatever its environment offers first. Calls nobody before it is asked for a token. */
export async function azureCredential(): Promise<TokenCredential> {
  // Half a second to load: only for who uses it.
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
