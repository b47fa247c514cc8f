export { nodeCertificateAuthorities } from './node-certificate-authorities.js';
export {
  describeCertificate,
  isSelfSigned,
  longestChain,
  type Presented,
  type PresentedCertificate,
  presentedChain,
} from './presented-certificate.js';
export { printable } from './printable.js';
export { usualAuthorities } from './usual-authorities.js';
