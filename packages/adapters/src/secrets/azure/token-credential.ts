/**
 * Who the service is towards Azure: any credential of `@azure/identity` is one. As much of `TokenCredential` of
 * `@azure/core-auth` as is used, so that nobody needs that package for its types.
 */
export interface TokenCredential {
  getToken(
    scopes: string | string[],
    options?: { readonly tenantId?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** No token was given. What the credential said stays here: such messages may quote what it was made from. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** The same credential, of which a failure says nothing but that it failed. */
export function quietCredential(credential: TokenCredential): TokenCredential {
  return {
    async getToken(scopes, options) {
      try {
        return await credential.getToken(scopes, options);
      } catch {
        throw new NoToken();
      }
    },
  };
}
