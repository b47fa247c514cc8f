export { addressFaults } from './address-faults.js';
export { CertificateError } from './certificate-error.js';
export { codeOf } from './code-of.js';
export { connectOnce } from './connect-once.js';
export type { ConnectionWatch } from './connection-watch.js';
export { createConnector } from './connector.js';
export {
  type BrokenExchange,
  callCancelledCode,
  callTimeoutCode,
  exchange,
  type HeaderList,
  type HttpReply,
} from './exchange.js';
export { isJsonReply } from './is-json-reply.js';
export { parseJsonText } from './json-text.js';
export { selfSignedCode } from './self-signed-code.js';
