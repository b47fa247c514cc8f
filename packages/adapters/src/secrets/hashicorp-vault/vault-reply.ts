/** A reply of Vault's that arrived whole. Its data may hold a secret: none of it is put into a failure. */
export interface VaultReply {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The members of the body; none when it is empty. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A member of a reply, down a path of names; undefined when it is not there. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

/** Vault's own words of refusal, to be recognised and never passed on. */
export function errorsOf({ body }: VaultReply): readonly string[] {
  return Array.isArray(body.errors) ? body.errors.filter((error) => typeof error === 'string') : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
