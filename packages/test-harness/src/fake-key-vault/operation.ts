import type { Permission } from './permission.js';
import type { VaultReply } from './vault-reply.js';

/** What a request asks for, and the right that it takes; undefined when there is no such operation. */
export type Operation = { readonly needs: Permission; readonly answer: () => VaultReply } | undefined;
