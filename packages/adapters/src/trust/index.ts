export { nodeCertificateAuthorities } from './node-certificate-authorities.js';
export {
  describeCertificate,
  isSelfSigned,
  type Presented,
  type PresentedCertificate,
  presentedChain,
} from './presented-certificate.js';
export { usualAuthorities } from './usual-authorities.js';
