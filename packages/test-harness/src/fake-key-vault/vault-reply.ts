/** What the vault answers. */
export interface VaultReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; no body when absent. */
  readonly body?: unknown;
}

/** An answer with what was asked for. */
export function ok(body: unknown): VaultReply {
  return { status: 200, body };
}

/**
 * A refusal in Key Vault's form. Source: Azure Key Vault REST API, "Key Vault REST API Error Codes"; the inner code tells
 * apart what the status does not, such as a disabled secret and a missing permission.
 */
export function refusal(
  status: number,
  code: string,
  message: string,
  innerCode?: string,
  headers?: Readonly<Record<string, string>>,
): VaultReply {
  const innererror = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  return { status, body: { error: { code, message, ...innererror } }, ...(headers && { headers }) };
}

/** The request is malformed. */
export function badParameter(message: string): VaultReply {
  return refusal(400, 'BadParameter', message);
}

/** The object is in a state that does not allow it. */
export function conflict(innerCode: string, message: string): VaultReply {
  return refusal(409, 'Conflict', message, innerCode);
}
