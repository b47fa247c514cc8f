export { nodeCertificateAuthorities } from './node-certificate-authorities.js';
