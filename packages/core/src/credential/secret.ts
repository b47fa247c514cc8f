/**
 * A text that must not be seen. `reveal` is the only way to it: printed or serialised a secret is `[secret]`, and
 * inspected it shows nothing, so that it cannot slip into a log line, a problem body or a test snapshot.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Call it where the text is used, and nowhere before. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
