import type { AddressClass } from '../egress/index.js';

const listOnly = 'which is called only when CUELIGHT_EGRESS_ALLOW lists it';
const never = 'which is never called, even when CUELIGHT_EGRESS_ALLOW lists it';

/** Why an address is not called, after "its address ". */
export const addressFaults: Readonly<Record<AddressClass, string>> = {
  public: 'is a public one, which CUELIGHT_EGRESS_ALLOW does not list',
  private: 'is a private one (RFC 1918 or fc00::/7), which CUELIGHT_EGRESS_ALLOW does not list',
  loopback: `is loopback, this machine itself, ${listOnly}`,
  shared: `is a shared one (100.64.0.0/10), ${listOnly}`,
  reserved: `is reserved for special use, ${listOnly}`,
  'link-local': `is link-local, ${never}`,
  metadata: `is that of a cloud's metadata service, ${never}`,
  multicast: `is multicast or broadcast, ${never}`,
  unspecified: `is unspecified, ${never}`,
};
