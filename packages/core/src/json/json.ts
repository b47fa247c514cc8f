/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object, as arguments and outputs of a process are. */
export interface JsonObject {
  readonly [key: string]: Json;
}
