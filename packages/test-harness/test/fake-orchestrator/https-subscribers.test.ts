import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakeOrchestrator } from '../../src/fake-orchestrator/index.js';
import { serverCertificate } from '../../src/tls/server-certificate.js';
import type { TlsMode } from '../../src/tls/tls-mode.js';
import { aFake } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import { subscribe } from './requests.js';

async function aFileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'subscriber-ca-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'ca.pem');
  await writeFile(file, text);
  return file;
}

/** What became of a ping to a subscriber that shows a certificate, and how many events arrived. */
async function pinged(
  mode: TlsMode,
  { allowInsecureSsl = false, trustsCa = true } = {},
): Promise<readonly [outcome: unknown, received: number]> {
  const certificate = await serverCertificate(mode);
  const subscriber = await aSubscriber(() => 204, certificate);
  const subscriberCaFile = await aFileWith(certificate.ca);
  const { fake, api } = await aFake(trustsCa ? { subscriberCaFile } : {});
  const { body } = await subscribe(api, subscriber.url, { AllowInsecureSsl: allowInsecureSsl });

  await api.post(`/odata/Webhooks(${body.Id})/UiPath.Server.Configuration.OData.Ping`);
  await fake.admin.advanceClock(600_000);

  return [fake.admin.deliveries()[0]?.outcome, subscriber.received.length];
}

describe('a subscriber with an https URL', () => {
  it('is sent events when its CA is among those that the fake was told to trust', async () => {
    expect(await pinged('ca')).toEqual(['delivered', 1]);
  });

  it('is sent nothing when its CA is unknown', async () => {
    expect(await pinged('ca', { trustsCa: false })).toEqual(['failed', 0]);
  });

  it.each(['self-signed', 'expired', 'wrong-host'] as const)(
    'with a certificate that is %s is sent nothing, unless the webhook says AllowInsecureSsl',
    async (mode) => {
      expect(await pinged(mode)).toEqual(['failed', 0]);
      expect(await pinged(mode, { allowInsecureSsl: true })).toEqual(['delivered', 1]);
    },
  );
});

describe('the file of CAs for subscribers', () => {
  it('holds nothing but certificates of CAs, or the fake does not start', async () => {
    const { cert, ca } = await serverCertificate('ca');
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

    for (const [text, problem] of [
      ['', 'the file holds no PEM certificate'],
      [`${ca}${cert}`, 'the file holds something else than certificates of CAs'],
      [`${ca}${broken}`, 'the file holds something else than certificates of CAs'],
    ] as const) {
      const subscriberCaFile = await aFileWith(text);
      await expect(startFakeOrchestrator({ subscriberCaFile })).rejects.toThrow(
        `subscriberCaFile ${subscriberCaFile}: ${problem}`,
      );
    }
  });
});
