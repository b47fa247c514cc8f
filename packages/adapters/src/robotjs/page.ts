/** What a browser tells of the page that this runs in. */
export interface Page {
  /** Whether the page came by https, or from this computer. */
  readonly isSecure: boolean;
  /** Whether the user or an administrator has forbidden the page to reach programs on this computer. */
  isLoopbackDenied(): Promise<boolean>;
  /**
   * The token that the robot has given the origin, where there is one: whether it has changed tells whether the user has
   * consented. It is compared, and nothing else.
   */
  consentToken(): string | undefined;
  /** Tells of errors that nothing in the page has caught; returns how to end that. */
  onUncaught(listener: (error: unknown) => void): () => void;
}

/** The few names of a browser that are used here, each of which may be missing. */
interface Browser {
  readonly isSecureContext?: boolean;
  readonly navigator?: {
    readonly permissions?: { query(of: { readonly name: string }): Promise<{ readonly state: string }> };
  };
  readonly localStorage?: { getItem(name: string): string | null };
  addEventListener?(type: 'error', listener: (event: { readonly error?: unknown }) => void): void;
  removeEventListener?(type: 'error', listener: (event: { readonly error?: unknown }) => void): void;
}

/** Chrome 145 and later, then Chrome 142: browsers throw at names that they do not know. */
const permissionNames = ['loopback-network', 'local-network-access'];

/** The page of the browser that this runs in. */
export function webPage(browser: Browser = globalThis as unknown as Browser): Page {
  return {
    isSecure: browser.isSecureContext ?? true,
    async isLoopbackDenied() {
      for (const name of permissionNames) {
        try {
          const permission = await browser.navigator?.permissions?.query({ name });
          if (permission !== undefined) return permission.state === 'denied';
        } catch {
          // The next name may be known.
        }
      }
      return false;
    },
    consentToken() {
      try {
        // Where the SDK keeps it.
        return browser.localStorage?.getItem('uipathToken') ?? undefined;
      } catch {
        // A page may be kept from its storage.
        return undefined;
      }
    },
    onUncaught(listener) {
      const hear = ({ error }: { readonly error?: unknown }) => listener(error);
      browser.addEventListener?.('error', hear);
      return () => browser.removeEventListener?.('error', hear);
    },
  };
}
