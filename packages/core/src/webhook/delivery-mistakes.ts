/** What is known of a mistake. */
interface MistakeDoc {
  /** What was done. */
  readonly meaning: string;
  /** Who does what about it. */
  readonly remedy: string;
}

/**
 * The mistakes that explain why the signature of a delivery does not verify. A delivery that a mistake explains is
 * refused all the same. The ids are stable: programs and alerts rely on them.
 */
export const deliveryMistakes = {
  'no-signature': {
    meaning: 'The delivery has no header X-UiPath-Signature.',
    remedy:
      'A network administrator lets the header pass every proxy and gateway on the way. An administrator of Orchestrator looks whether the webhook still has a secret, and deletes one that has none: the service makes it anew within 10 minutes. Else somebody other than Orchestrator calls this address.',
  },
  'not-a-signature': {
    meaning: 'The header X-UiPath-Signature holds something that no HMAC-SHA256 or HMAC-SHA1 looks like.',
    remedy: 'Who operates the sender or the gateway sends the base64 HMAC-SHA256 of the body, and nothing else.',
  },
  'hex-instead-of-base64': {
    meaning: 'The signature is right, but written in hexadecimal digits.',
    remedy: 'Who operates the sender or the gateway that signs writes the 32 bytes of the HMAC in base64.',
  },
  'sha256-prefix': {
    meaning: 'The signature is right, but something like "sha256=" stands before it.',
    remedy: 'Who operates the sender or the gateway that signs leaves the prefix out.',
  },
  'base64url-or-unpadded': {
    meaning:
      'The signature is right, but written in another base64 than the usual one: with - and _, or without its =.',
    remedy: 'Who operates the sender or the gateway that signs uses standard base64 with padding: 44 characters.',
  },
  'reserialised-json': {
    meaning:
      'The signature is that of the same JSON written otherwise: with other blanks, line ends or indentation, with other escapes of slashes or of characters beyond ASCII, or with or without a byte order mark or a line end after it.',
    remedy:
      'A network administrator has every proxy and gateway on the way pass the body on byte by byte: no parsing, no formatting, no change of the character set.',
  },
  'previous-secret': {
    meaning: 'The delivery is signed with a secret that the webhook had before, and whose time is over.',
    remedy:
      'An administrator of Orchestrator looks whether each of its nodes uses the webhook as it is now. If it goes on, they delete the webhook: the service makes it anew within 10 minutes.',
  },
  'secret-of-another-connection': {
    meaning: 'The delivery is signed with the secret of another connection.',
    remedy:
      'An administrator of Orchestrator deletes the webhook that was copied or whose URL was edited by hand: the service makes its own anew within 10 minutes.',
  },
  'secret-with-blanks': {
    meaning: 'The delivery is signed with the secret and a blank or line end before or after it.',
    remedy: 'Who typed or pasted the secret into the sender or the gateway takes the blank or line end away.',
  },
  'secret-base64-decoded': {
    meaning: 'The delivery is signed with the bytes that the secret, read as base64, stands for.',
    remedy: 'Who operates the sender or the gateway that signs takes the text of the secret, in UTF-8, for the key.',
  },
  sha1: {
    meaning: 'The signature is an HMAC-SHA1 of the body with the right secret.',
    remedy: 'Who operates the sender or the gateway that signs uses HMAC-SHA256.',
  },
  unexplained: {
    meaning:
      'No known mistake explains the signature: another secret, another body, several mistakes at once, or somebody who tries.',
    remedy:
      'An administrator of Orchestrator deletes the webhook if its secret may have been edited by hand: the service makes it anew within 10 minutes. A network administrator looks for what changes bodies on the way.',
  },
} as const satisfies Record<string, MistakeDoc>;

/** A mistake that is known. */
export type DeliveryMistake = keyof typeof deliveryMistakes;
