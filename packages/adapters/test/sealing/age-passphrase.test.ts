import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Secret } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWithPassphrase, sealWithPassphrase } from '../../src/sealing/age/index.js';
import { runNode } from '../run-node.js';
import { temporaryFolder } from '../temporary-folder.js';

const passphrase = new Secret('correct horse battery staple');
const text = new Secret('{"password":"canary-7f3e"}');
/** What a passphrase costs here: tests try many. */
const cheap = { workFactor: 6 };

describe('sealing with a passphrase', () => {
  it('opens with the passphrase as it was sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), async (any, key) => {
        const opened = await openWithPassphrase(
          await sealWithPassphrase(new Secret(any), new Secret(key), cheap),
          new Secret(key),
        );

        expect(opened.ok && opened.value.reveal()).toBe(any);
      }),
    );
  });

  it('shows nothing of the text, is never the same twice, and is what age writes', async () => {
    const [one, other] = [
      await sealWithPassphrase(text, passphrase, cheap),
      await sealWithPassphrase(text, passphrase, cheap),
    ];

    expect(one).not.toBe(other);
    expect(one).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    for (const form of [one, Buffer.from(one.replace(/-----.*-----|\n/g, ''), 'base64').toString('latin1')]) {
      expect(form).not.toContain('canary');
      expect(form).not.toContain(passphrase.reveal());
    }
  });

  it('does not open with another passphrase', async () => {
    const sealed = await sealWithPassphrase(text, passphrase, cheap);

    expect(await openWithPassphrase(sealed, new Secret('correct horse battery'))).toEqual({
      ok: false,
      failure: 'wrong-passphrase',
    });
  });

  it('does not open when a byte of it is another one, or it was cut off anywhere', async () => {
    const sealed = await sealWithPassphrase(text, passphrase, cheap);
    const [first = '', ...lines] = sealed.trimEnd().split('\n');
    const last = lines.pop();
    const bytes = Buffer.from(lines.join(''), 'base64');
    const armoured = (changed: Buffer) =>
      [first, ...(changed.toString('base64').match(/.{1,64}/g) ?? []), last].join('\n');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.boolean(), async (at, isCut) => {
        const changed = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
        if (!isCut) changed[at] = (changed[at] ?? 0) ^ 1;

        expect(await openWithPassphrase(armoured(changed), passphrase)).toMatchObject({ ok: false });
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['another text', 'canary'],
    ['a text that was cut off', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl'],
    // Trying a passphrase for it would take hours and all memory.
    [
      'one that would cost too much',
      `-----BEGIN AGE ENCRYPTED FILE-----\n${Buffer.from(
        `age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`,
      )
        .toString('base64')
        .replace(/(.{64})/g, '$1\n')
        .trimEnd()}\n-----END AGE ENCRYPTED FILE-----\n`,
    ],
  ])('takes %s for damaged', async (_, sealed) => {
    expect(await openWithPassphrase(sealed, passphrase)).toEqual({ ok: false, failure: 'damaged' });
  });

  it('tells which package to install when it is missing', async () => {
    const folder = await temporaryFolder();
    const core = dirname(fileURLToPath(import.meta.resolve('@cuelight/core')));
    const age = dirname(fileURLToPath(import.meta.resolve('@cuelight/adapters/sealing/age')));
    await cp(join(core, '..'), join(folder, 'node_modules/@cuelight/core'), { recursive: true });
    await cp(age, join(folder, 'age'), { recursive: true });

    const printed = await runNode(
      `import { Secret } from '@cuelight/core';
       import { sealWithPassphrase } from './age/index.js';
       await sealWithPassphrase(new Secret('a'), new Secret('b')).catch((error) => console.log(error.message));`,
      folder,
    );

    expect(printed.trim()).toMatch(/npm install age-encryption@\S+$/);
  });
});
