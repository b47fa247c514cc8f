import type { Cuelight, Secret } from '@cuelight/core';
import { type Authenticate, createAuthenticate } from '../http/authenticate.js';
import { createCallerOfKey } from '../http/caller-of-key.js';
import { peersIn } from '../http/trusted-peers.js';
import { createSignIn, type SignIn } from './create-sign-in.js';
import { createFailedSignIns } from './failed-sign-ins.js';
import { createIsOwnOrigin, type IsOwnOrigin } from './own-origin.js';
import { createSessions } from './sessions.js';
import { createSignInCodes } from './sign-in-codes.js';

/** How requests are known to be somebody's: by key, token or session. */
export interface Entrance {
  readonly authenticate: Authenticate;
  readonly isOwnOrigin: IsOwnOrigin;
  readonly signIn: SignIn;
}

/** What the entrance needs to know of the host. */
export interface EntranceOptions {
  readonly cuelight: Pick<Cuelight, 'apps'>;
  readonly adminKey: Secret;
  readonly publicUrl?: string;
  /** Whether the host ends TLS itself. */
  readonly hasTls: boolean;
  /** Which proxies end TLS before it, as CIDRs. */
  readonly trustedProxies: readonly string[];
  /** Milliseconds since 1970. */
  nowMs(): number;
}

/** Makes it; nobody is signed in yet. */
export function createEntrance(options: EntranceOptions): Entrance {
  const { cuelight, adminKey, publicUrl, hasTls, trustedProxies, nowMs } = options;
  const { apps } = cuelight;
  const callerOfKey = createCallerOfKey(apps, adminKey);
  const sessions = createSessions(nowMs);
  const isOwnOrigin = createIsOwnOrigin(publicUrl);
  const isProxy = peersIn(trustedProxies);
  return {
    authenticate: createAuthenticate({ callerOfKey, apps, sessions }),
    isOwnOrigin,
    signIn: createSignIn({
      ...{ callerOfKey, apps, sessions, isOwnOrigin, nowMs },
      codes: createSignInCodes(nowMs),
      failed: createFailedSignIns(nowMs),
      isOverTls: (peer) => hasTls || isProxy(peer),
    }),
  };
}
