import { describe, expect, it } from 'vitest';
import { createWorld, expectValue } from '../world/a-world.js';

const portal = 'https://portal.example';

describe('the origin of a web page', () => {
  it('is the app’s own where the app lists it, to the letter', async () => {
    const { cuelight } = createWorld();
    const app = expectValue(await cuelight.apps.createApp({ name: 'Portal', origins: [portal] }));
    const other = expectValue(await cuelight.apps.createApp({ name: 'Other', origins: [] }));

    expect(await cuelight.webOrigins.isOfApp(portal, app.id)).toEqual({ ok: true, value: true });
    expect(await cuelight.webOrigins.isOfApp(portal, other.id)).toEqual({ ok: true, value: false });
    expect(await cuelight.webOrigins.isOfApp(portal, 'id-none')).toEqual({ ok: true, value: false });
    for (const origin of [`${portal}:8443`, 'http://portal.example', 'https://Portal.example', '*', 'null', '']) {
      expect(await cuelight.webOrigins.isOfApp(origin, app.id)).toEqual({ ok: true, value: false });
    }
  });

  it('is known as long as any app lists it, as of a second ago', async () => {
    const { cuelight, clock } = createWorld();
    const known = async () => expectValue(await cuelight.webOrigins.isOfAny(portal));

    const before = await known();
    const app = expectValue(await cuelight.apps.createApp({ name: 'Portal', origins: [portal] }));
    const atOnce = await known();
    await clock.advance(1_000);
    const later = await known();
    expectValue(await cuelight.apps.deleteApp(app.id));
    await clock.advance(1_000);

    expect([before, atOnce, later, await known()]).toEqual([false, false, true, false]);
  });

  it('is that of a page that moved, as soon as its app is changed; the one before is refused', async () => {
    const { cuelight, clock } = createWorld();
    const moved = 'https://moved.example';
    const { id } = expectValue(await cuelight.apps.createApp({ name: 'Portal', origins: [portal] }));
    const known = async () => [
      ...[await cuelight.webOrigins.isOfApp(portal, id), await cuelight.webOrigins.isOfApp(moved, id)].map(expectValue),
      ...[await cuelight.webOrigins.isOfAny(portal), await cuelight.webOrigins.isOfAny(moved)].map(expectValue),
    ];

    const before = await known();
    expectValue(await cuelight.apps.changeApp(id, { origins: [moved] }));
    const atOnce = await known();
    await clock.advance(1_000);

    expect(before).toEqual([true, false, true, false]);
    expect(atOnce).toEqual([false, true, true, false]);
    expect(await known()).toEqual([false, true, false, true]);
  });

  it('is not told while the apps cannot be read', async () => {
    const { cuelight, storage, clock } = createWorld();
    storage.broken.add('apps.list');

    expect(await cuelight.webOrigins.isOfAny(portal)).toMatchObject({
      ok: false,
      failure: { code: 'storage-unavailable' },
    });
    storage.broken.clear();
    await clock.advance(1_000);
    expect(await cuelight.webOrigins.isOfAny(portal)).toEqual({ ok: true, value: false });
  });
});
