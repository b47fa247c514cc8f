import { fail, type Result, Secret, succeed } from '@cuelight/core';

/** How a text is sealed. */
export interface SealingOptions {
  /** What trying a passphrase costs, as a power of two; default 18, which takes a second or more and 256 MB. */
  readonly workFactor?: number;
}

/** Why a sealed text does not open: another passphrase, or it was cut off, altered, or never such a text. */
export type Unopened = 'wrong-passphrase' | 'damaged';

/**
 * Seals a text with a passphrase, in the format of age with its armour, which other tools open too. Source:
 * github.com/C2SP/C2SP, age.md. Throws when the package `age-encryption` is not installed.
 */
export async function sealWithPassphrase(
  text: Secret,
  passphrase: Secret,
  { workFactor = 18 }: SealingOptions = {},
): Promise<string> {
  const { armor, Encrypter } = await load();
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase.reveal());
  return armor.encode(await encrypter.encrypt(text.reveal()));
}

/** Opens what was sealed with a passphrase. A text that would cost far more than usual to open is `damaged`. */
export async function openWithPassphrase(sealed: string, passphrase: Secret): Promise<Result<Secret, Unopened>> {
  const { armor, Decrypter } = await load();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.reveal());
  try {
    return succeed(new Secret(await decrypter.decrypt(armor.decode(sealed), 'text')));
  } catch (error) {
    const isRefused = error instanceof Error && error.message.startsWith('no identity matched');
    return fail(isRefused ? 'wrong-passphrase' : 'damaged');
  }
}

async function load() {
  try {
    return await import('age-encryption');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(
      'Sealing with a passphrase needs the package age-encryption, which is not installed: npm install age-encryption@0.3.1',
    );
  }
}
