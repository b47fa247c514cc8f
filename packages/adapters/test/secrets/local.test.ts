import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, type SecretBinding } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { describe, expect, it } from 'vitest';
import { createLocalSecrets, createMasterKeys } from '../../src/secrets/local/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { keyRing, localSecrets, oneMasterKey, openLocal } from './open-local.js';

const binding: SecretBinding = { owner: 'production', field: 'credential', origins: ['https://orchestrator.example'] };
const canary = new Secret('canary-7be2-password');

describe('the local secret backend', () => {
  it('leaves no trace of a secret, nor of its key, in any file of the database', async () => {
    const folder = await temporaryFolder();
    const keys = oneMasterKey();
    const { secrets, close } = await openLocal(keys, join(folder, 'cuelight.db'));
    await secrets.put(binding, canary);
    const whileOpen = await bytesOf(folder);
    await close();
    const afterwards = await bytesOf(folder);

    const keyText = keys.slice('k1:'.length);
    for (const text of [canary.reveal(), keyText]) {
      const bytes = Buffer.from(text);
      const forms = [bytes, bytes.toString('base64url'), bytes.toString('hex'), Buffer.from(text, 'utf16le')];
      for (const form of [...forms, Buffer.from(keyText, 'base64')]) {
        expect(whileOpen.includes(form)).toBe(false);
        expect(afterwards.includes(form)).toBe(false);
      }
    }
    expect(whileOpen.includes('production/credential')).toBe(true);
  });

  it('opens after a restart what it sealed before', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const keys = oneMasterKey();
    const before = await openLocal(keys, file);
    const ref = await before.secrets.put(binding, canary);
    await before.close();

    const after = await openLocal(keys, file);
    const read = ref.ok && (await after.secrets.read(ref.value, binding));
    await after.close();

    expect(read && (read.ok ? read.value.reveal() : read.failure)).toBe(canary.reveal());
  });

  it('seals as it always did, byte for byte, and opens what it sealed then', async () => {
    const { local, secrets } = await withKnownBytes();
    // Made by the first version of this format.
    const sealed =
      'cl2.k1.456boW1S7oqkLRwU1n4i3gRW.MDEyMzQ1Njc4OTo7oyQj0_16XBQyKpT3DoQgd7wGbXTnG2IiD5d7Z8SeUBEclPUgsWfroZFmF7PP47Cr.PD0-P0BBQkNERUZHutXi_kY0DyDG7BgsjkxXTMNJf6pjdBiKLnnkYnr_HEKiK1o';

    const ref = await secrets.put(binding, new Secret('S3cret-of-the-robot'));

    expect(await local.knex('sealed_records').first()).toMatchObject({ sealed });
    const read = ref.ok && (await local.secrets.read(ref.value, binding));
    expect(read && (read.ok ? read.value.reveal() : read.failure)).toBe('S3cret-of-the-robot');
    await local.close();
  });

  it('opens what was sealed in the format before, and wraps it anew as it is', async () => {
    const { local, secrets } = await withKnownBytes();
    const ref = expectValue(await secrets.put(binding, new Secret('to be replaced')));
    await local.knex('sealed_records').update({ sealed: sealedInFormat1 });

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe('S3cret-of-the-robot');
    const { sealedRecords: records, masterKeyState } = local.persistence;
    const ring = keyRing(`${knownKey},${oneMasterKey('k2')}`);
    const masterKeys = createMasterKeys({ records, masterKeyState, keyRing: ring });
    expect(await masterKeys.rewrap(ref, binding, 'k2')).toEqual({ ok: true, value: 'rewrapped' });
    expect(expectValue(await localSecrets(local, ring).read(ref, binding)).reveal()).toBe('S3cret-of-the-robot');
    const { sealed } = await local.knex('sealed_records').first();
    expect(sealed.split('.').toSpliced(2, 1)).toEqual(sealedInFormat1.split('.').toSpliced(1, 2, 'k2'));
    await local.close();
  });

  it('cannot tell of the format before whether it was moved or is for another target, only that it was cut off', async () => {
    const { local, secrets } = await withKnownBytes();
    const ref = expectValue(await secrets.put(binding, new Secret('to be replaced')));
    const neighbour = expectValue(await secrets.put(binding, new Secret('to be replaced')));
    const codeOf = async (change: object, of = ref, to = binding) => {
      await local.knex('sealed_records').update({ sealed: sealedInFormat1, master_key_id: 'k1', ...change });
      const read = await secrets.read(of, to);
      return read.ok ? read : read.failure.code;
    };

    expect(await codeOf({}, neighbour)).toBe('secret-unreadable');
    expect(await codeOf({}, ref, { ...binding, origins: [] })).toBe('secret-unreadable');
    expect(await codeOf({ master_key_id: 'k2' })).toBe('secret-unreadable');
    for (let length = 0; length < sealedInFormat1.length; length += 1) {
      expect(await codeOf({ sealed: sealedInFormat1.slice(0, length) }), `${length}`).toBe('secret-damaged');
    }
    await local.close();
  });

  it('seals the same secret differently each time', async () => {
    const { secrets, knex, close } = await openLocal();
    for (let puts = 0; puts < 20; puts += 1) await secrets.put(binding, canary);

    const rows: readonly { readonly sealed: string }[] = await knex('sealed_records').select('sealed');
    await close();

    const boxes = rows.flatMap(({ sealed }) => sealed.split('.').slice(3));
    // The first 16 characters are the nonce.
    expect(new Set(boxes.map((box) => box.slice(0, 16))).size).toBe(40);
  });

  it('seals with the key that the database says, not with the first of the ring', async () => {
    const [k1, k2] = [oneMasterKey('k1'), oneMasterKey('k2')];
    const local = await openLocal(k2);
    const swapped = localSecrets(local, keyRing(`${k1},${k2}`));

    await swapped.put(binding, canary);

    expect(await local.persistence.masterKeyState.inUse()).toEqual({ ok: true, value: [{ keyId: 'k2', secrets: 1 }] });
    await local.close();
  });

  it('names the master key that a secret needs and this host lacks', async () => {
    const local = await openLocal(oneMasterKey('k7'));
    const ref = await local.secrets.put(binding, canary);
    const poorer = localSecrets(local, keyRing(oneMasterKey('k1')));

    const failing = { ok: false, failure: { code: 'master-key-missing', detail: expect.stringContaining('k7') } };
    expect(ref.ok && (await poorer.read(ref.value, binding))).toMatchObject(failing);
    expect(await poorer.put(binding, canary)).toMatchObject(failing);
    await local.close();
  });

  it('takes a database that cannot be used for a backend that cannot be reached', async () => {
    const { secrets, close } = await openLocal();
    const ref = await secrets.put(binding, canary);
    await close();

    const failing = { ok: false, failure: { code: 'secret-unavailable' } };
    expect(ref.ok && (await secrets.read(ref.value, binding))).toMatchObject(failing);
    expect(ref.ok && (await secrets.delete(ref.value))).toMatchObject(failing);
    expect(await secrets.put(binding, canary)).toMatchObject(failing);
    expect(await secrets.deleteAll(binding.owner)).toMatchObject(failing);
  });
});

/** As the first version of the format `cl1` sealed it, with the bytes of {@link withKnownBytes}. */
const sealedInFormat1 =
  'cl1.k1.MDEyMzQ1Njc4OTo7oyQj0_16XBQyKpT3DoQgd7wGbXTnG2IiD5d7Z8SeUBFw1WOL50P0M-JTErQrm5ac.PD0-P0BBQkNERUZHutXi_kY0DyDG7BgsjkxXTMNJf9ZTBWAMKJSg13EcBRfnHT4';
const knownKey = `k1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64')}`;

/** A local backend whose key is known, and whose random bytes count up from 0. */
async function withKnownBytes() {
  const local = await openLocal(knownKey);
  let bytes = 0;
  const secrets = createLocalSecrets({
    records: local.persistence.sealedRecords,
    masterKeyState: local.persistence.masterKeyState,
    keyRing: keyRing(knownKey),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => bytes++),
  });
  return { local, secrets };
}

async function bytesOf(folder: string): Promise<Buffer> {
  return Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))));
}
