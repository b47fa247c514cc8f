/** The rights that an identity may have, named as access policies name them. */
export const permissions = [
  'secrets/get',
  'secrets/list',
  'secrets/set',
  'secrets/delete',
  'secrets/recover',
  'secrets/purge',
  'keys/get',
  'keys/list',
  'keys/create',
  'keys/rotate',
  'keys/update',
  'keys/wrapKey',
  'keys/unwrapKey',
] as const;

/** One right. */
export type Permission = (typeof permissions)[number];
