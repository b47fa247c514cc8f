import type { AddressClass } from './address-class.js';

/** A connection that was not begun, because it may not go where it would. */
export class EgressRefusedError extends Error {
  readonly code = 'CUELIGHT_EGRESS_REFUSED';
  /** What the address is, or would be, after "its address is". */
  readonly addressClass: AddressClass;

  constructor(addressClass: AddressClass) {
    super('The connection is not allowed.');
    this.name = 'EgressRefusedError';
    this.addressClass = addressClass;
  }
}
