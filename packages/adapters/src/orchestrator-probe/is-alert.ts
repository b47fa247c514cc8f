/** Whether the code of an error is that of an alert that the other side of TLS sent (RFC 8446, section 6.2). */
export function isAlert(code: string): boolean {
  return /^ERR_SSL_\w*ALERT_/.test(code);
}
