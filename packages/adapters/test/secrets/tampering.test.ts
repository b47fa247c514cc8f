import { Secret, type SecretBinding, type SecretRef } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { keyRing, type Local, localSecrets, oneMasterKey, openLocal } from './open-local.js';

const binding: SecretBinding = { owner: 'production', field: 'credential', origins: ['https://orchestrator.example'] };
const secret = new Secret('S3cret-of-the-robot');
const unreadable = { ok: false, failure: { code: 'secret-unreadable' } };

describe('a sealed record that somebody altered', () => {
  it('does not open when any character of it is another one', async () => {
    const { local, ref, sealed } = await withOneSecret();

    for (let at = 0; at < sealed.length; at += 1) {
      await edit(local, ref, { sealed: replaceAt(sealed, at) });
      expect(await local.secrets.read(ref, binding), `character ${at}`).toMatchObject(unreadable);
    }
    await edit(local, ref, { sealed });
    expect(await local.secrets.read(ref, binding)).toMatchObject({ ok: true });
    await local.close();
  }, 20_000);

  it('does not open when any bit of its bytes is turned', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const [format, keyId, ...boxes] = sealed.split('.');

    for (const [box, text] of boxes.entries()) {
      const bytes = Buffer.from(text, 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
        const others = boxes.with(box, altered.toString('base64url'));
        await edit(local, ref, { sealed: [format, keyId, ...others].join('.') });
        expect(await local.secrets.read(ref, binding), `byte ${at} of box ${box}`).toMatchObject(unreadable);
      }
    }
    await local.close();
  }, 20_000);

  it('does not open when it is cut off anywhere, or something follows it', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const cut = Array.from({ length: sealed.length }, (_, length) => sealed.slice(0, length));

    for (const altered of [...cut, `${sealed}A`, `${sealed}.`, ` ${sealed}`, `${sealed}\n`]) {
      await edit(local, ref, { sealed: altered });
      expect(await local.secrets.read(ref, binding), altered).toMatchObject(unreadable);
    }
    await local.close();
  }, 20_000);

  it('does not open in the row of another secret, nor of another version', async () => {
    const { local, sealed } = await withOneSecret();
    const neighbour = { ...binding, owner: 'test-system' };
    const others = [
      { ref: await put(local, neighbour), binding: neighbour },
      { ref: await put(local, binding), binding },
    ];

    for (const other of others) {
      await edit(local, other.ref, { sealed });
      expect(await local.secrets.read(other.ref, other.binding)).toMatchObject(unreadable);
    }
    await local.close();
  });

  it('does not open with the data key of another record', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const other = await sealedOf(local, await put(local, binding));

    for (const box of [2, 3]) {
      await edit(local, ref, {
        sealed: sealed
          .split('.')
          .with(box, other.split('.')[box] ?? '')
          .join('.'),
      });
      expect(await local.secrets.read(ref, binding)).toMatchObject(unreadable);
    }
    await local.close();
  });

  it('does not open when its row names another master key than its header', async () => {
    const { local, ref } = await withOneSecret();
    await edit(local, ref, { master_key_id: 'k2' });

    expect(await local.secrets.read(ref, binding)).toMatchObject(unreadable);
    await local.close();
  });

  it('does not open with another master key of the same id', async () => {
    const { local, ref } = await withOneSecret();
    const impostor = localSecrets(local, keyRing(oneMasterKey('k1')));

    expect(await impostor.read(ref, binding)).toMatchObject(unreadable);
    await local.close();
  });
});

async function withOneSecret(): Promise<{ local: Local; ref: SecretRef; sealed: string }> {
  const local = await openLocal();
  const ref = await put(local, binding);
  return { local, ref, sealed: await sealedOf(local, ref) };
}

async function put({ secrets }: Local, to: SecretBinding): Promise<SecretRef> {
  const stored = await secrets.put(to, secret);
  if (!stored.ok) throw new Error(stored.failure.detail);
  return stored.value;
}

async function sealedOf({ knex }: Local, { name, version }: SecretRef): Promise<string> {
  return (await knex('sealed_records').where({ name, version }).first()).sealed;
}

async function edit({ knex }: Local, { name, version }: SecretRef, change: object): Promise<void> {
  await knex('sealed_records').where({ name, version }).update(change);
}

/** The text with another character, of the same alphabet where it can be, at one place. */
function replaceAt(text: string, at: number): string {
  const other = text[at] === 'A' ? 'B' : 'A';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}
