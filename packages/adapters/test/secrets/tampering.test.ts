import { Secret, type SecretBinding, type SecretRef } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { openMasterKeys } from '../../src/secrets/local/index.js';
import { keyRing, type Local, localSecrets, oneMasterKey, openLocal } from './open-local.js';

const binding: SecretBinding = { owner: 'production', field: 'credential', origins: ['https://orchestrator.example'] };
const secret = new Secret('S3cret-of-the-robot');

/** What a secret that does not open may be, as `docs/secrets.md` has it. */
const documented = ['secret-unreadable', 'secret-damaged', 'secret-misplaced'];

describe('each way to spoil a sealed record has its own failure', () => {
  it('swapped between rows: secret-misplaced', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const neighbour = { ...binding, owner: 'test-system' };
    const other = await put(local, neighbour);
    const sealedOther = await sealedOf(local, other);

    await edit(local, ref, { sealed: sealedOther });
    await edit(local, other, { sealed });

    expect(await codeOf(local, ref)).toBe('secret-misplaced');
    expect(await codeOf(local, other, neighbour)).toBe('secret-misplaced');
    await local.close();
  });

  it('cut off: secret-damaged', async () => {
    const { local, ref, sealed } = await withOneSecret();

    for (let length = 0; length < sealed.length; length += 1) {
      await edit(local, ref, { sealed: sealed.slice(0, length) });
      expect(await codeOf(local, ref), `${length}`).toBe('secret-damaged');
    }
    await local.close();
  }, 20_000);

  it('read for another target: secret-unreadable', async () => {
    const { local, ref } = await withOneSecret();
    const others = [{ origins: ['https://evil.example'] }, { field: 'webhook-secret' as const }, { owner: 'another' }];

    for (const other of others) {
      expect(await codeOf(local, ref, { ...binding, ...other })).toBe('secret-unreadable');
    }
    await local.close();
  });

  it('another key under the same id: master-key-differs, before anything is read', async () => {
    const { local } = await withOneSecret();

    const opened = await openMasterKeys({ ...local.persistence, text: oneMasterKey('k1') });

    expect(opened).toMatchObject({ ok: false, failure: { code: 'master-key-differs' } });
    await local.close();
  });
});

describe('a sealed record that somebody altered', () => {
  it('does not open when any character of it is another one', async () => {
    const { local, ref, sealed } = await withOneSecret();

    for (let at = 0; at < sealed.length; at += 1) {
      await edit(local, ref, { sealed: replaceAt(sealed, at) });
      expect(documented, `character ${at}`).toContain(await codeOf(local, ref));
    }
    await edit(local, ref, { sealed });
    expect(await local.secrets.read(ref, binding)).toMatchObject({ ok: true });
    await local.close();
  }, 20_000);

  it('does not open when any bit of its bytes is turned', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const [format, keyId, hint, ...boxes] = sealed.split('.');

    for (const [box, text] of boxes.entries()) {
      const bytes = Buffer.from(text, 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
        const others = boxes.with(box, altered.toString('base64url'));
        await edit(local, ref, { sealed: [format, keyId, hint, ...others].join('.') });
        expect(await codeOf(local, ref), `byte ${at} of box ${box}`).toBe('secret-damaged');
      }
    }
    await local.close();
  }, 20_000);

  it('does not open when something follows it, or stands before it', async () => {
    const { local, ref, sealed } = await withOneSecret();

    for (const altered of [`${sealed}A`, `${sealed}.`, ` ${sealed}`, `${sealed}\n`, sealed.replace('cl2', 'cl1')]) {
      await edit(local, ref, { sealed: altered });
      expect(await codeOf(local, ref), altered).toBe('secret-damaged');
    }
    await local.close();
  });

  it('does not open either when its hint was written anew for where it was copied to', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const neighbour = { ...binding, owner: 'test-system' };
    const other = await put(local, neighbour);
    const hint = (await sealedOf(local, other)).split('.')[2] ?? '';

    await edit(local, other, { sealed: sealed.split('.').with(2, hint).join('.') });
    expect(await codeOf(local, other, neighbour)).toBe('secret-damaged');
    const [format, keyId, , ...boxes] = sealed.split('.');
    await edit(local, ref, { sealed: ['cl1', keyId, ...boxes].join('.') });
    expect([format, await codeOf(local, ref)]).toEqual(['cl2', 'secret-unreadable']);
    await local.close();
  });

  it('does not open in the row of another secret, nor of another version', async () => {
    const { local, sealed } = await withOneSecret();
    const neighbour = { ...binding, owner: 'test-system' };
    const others = [
      { ref: await put(local, neighbour), binding: neighbour },
      { ref: await put(local, binding), binding },
    ];

    for (const other of others) {
      await edit(local, other.ref, { sealed });
      expect(await codeOf(local, other.ref, other.binding)).toBe('secret-misplaced');
    }
    await local.close();
  });

  it('does not open with the data key of another record', async () => {
    const { local, ref, sealed } = await withOneSecret();
    const other = await sealedOf(local, await put(local, binding));

    for (const box of [3, 4]) {
      await edit(local, ref, {
        sealed: sealed
          .split('.')
          .with(box, other.split('.')[box] ?? '')
          .join('.'),
      });
      expect(await codeOf(local, ref)).toBe('secret-damaged');
    }
    await local.close();
  });

  it('does not open when its row names another master key than its header', async () => {
    const { local, ref } = await withOneSecret();
    await edit(local, ref, { master_key_id: 'k2' });

    expect(await codeOf(local, ref)).toBe('secret-damaged');
    await local.close();
  });

  it('does not open with another master key of the same id, should nobody have looked at the key', async () => {
    const { local, ref } = await withOneSecret();
    const impostor = localSecrets(local, keyRing(oneMasterKey('k1')));

    expect(await codeOf({ secrets: impostor }, ref)).toBe('secret-damaged');
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

async function codeOf({ secrets }: Pick<Local, 'secrets'>, ref: SecretRef, to = binding): Promise<string> {
  const read = await secrets.read(ref, to);
  return read.ok ? 'it opens' : read.failure.code;
}

async function edit({ knex }: Local, { name, version }: SecretRef, change: object): Promise<void> {
  await knex('sealed_records').where({ name, version }).update(change);
}

/** The text with another character, of the same alphabet where it can be, at one place. */
function replaceAt(text: string, at: number): string {
  const other = text[at] === 'A' ? 'B' : 'A';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}
