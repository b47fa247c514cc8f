/** What the computer's settings say of origins, such as `https://app.example.com`; `*` stands for every one. */
export interface OriginRules {
  /** Nobody is asked about these. On a real robot: the variable `UIPATH_ROBOTJS_ALLOWLIST`. */
  readonly allowed: readonly string[];
  /** These are refused, whatever they hold. */
  readonly forbidden: readonly string[];
}

/** Whether a list names an origin. */
export function listsOrigin(list: readonly string[], origin: string | undefined): boolean {
  return list.includes('*') || (origin !== undefined && list.includes(origin));
}
