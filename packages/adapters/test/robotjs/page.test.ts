import { describe, expect, it } from 'vitest';
import { webPage } from '../../src/robotjs/index.js';
import { onlyPage } from '../../src/robotjs/tabs.js';
import { webTabs } from '../../src/robotjs/web-tabs.js';
import { webClock } from '../../src/web-runtime/index.js';
import { createLocks } from './other-pages.js';

type Browser = NonNullable<Parameters<typeof webPage>[0]>;

/** A browser that knows some permissions, and throws at the names of others, as browsers do. */
function aBrowser(known: Readonly<Record<string, string>>): Browser {
  const query = async ({ name }: { readonly name: string }) => {
    const state = known[name];
    if (state === undefined) throw new TypeError(`The name ${name} is not known.`);
    return { state };
  };
  return { navigator: { permissions: { query } } };
}

describe('what a browser tells of a page', () => {
  it.each([
    ['denied', { 'loopback-network': 'denied' }, true],
    ['denied under its former name', { 'local-network-access': 'denied' }, true],
    [
      'granted, though another name says otherwise',
      { 'loopback-network': 'granted', 'local-network-access': 'denied' },
      false,
    ],
    ['still to be asked for', { 'loopback-network': 'prompt' }, false],
    ['nothing that the browser knows', {}, false],
  ])('knows that reaching this computer is %s', async (_, known, isDenied) => {
    expect(await webPage(aBrowser(known)).isLoopbackDenied()).toBe(isDenied);
  });

  it('knows nothing in a browser that tells nothing', async () => {
    const page = webPage({});

    expect([page.isSecure, await page.isLoopbackDenied(), page.consentToken()]).toEqual([true, false, undefined]);
    page.onUncaught(() => {})();
  });

  it('lives without a storage that it may not use', () => {
    const page = webPage({
      get localStorage(): never {
        throw new Error('SecurityError');
      },
    });

    expect(page.consentToken()).toBeUndefined();
  });

  it('hears errors that nobody has caught, until it does not want to', () => {
    const heard: unknown[] = [];
    const target = new EventTarget();
    const page = webPage({
      addEventListener: (type, listener) => target.addEventListener(type, listener as never),
      removeEventListener: (type, listener) => target.removeEventListener(type, listener as never),
    });
    const stop = page.onUncaught((error) => heard.push(error));
    target.dispatchEvent(Object.assign(new Event('error'), { error: 'first' }));
    stop();
    target.dispatchEvent(Object.assign(new Event('error'), { error: 'second' }));

    expect(heard).toEqual(['first']);
  });
});

describe('the other tabs of a browser', () => {
  it('are known by locks, else by messages, else not at all', async () => {
    const locks = createLocks();
    const [one, other] = [
      webTabs(webClock, () => 'a', { navigator: { locks } }),
      webTabs(webClock, () => 'b', { navigator: { locks } }),
    ];
    one.announceJob('a-process');
    await Promise.resolve();
    const opened: string[] = [];
    class Channel {
      constructor(name: string) {
        opened.push(name);
      }
      postMessage() {}
      addEventListener() {}
    }

    expect(await other.jobsOfOthers('a-process')).toBe(1);
    expect(await one.jobsOfOthers('a-process')).toBe(0);
    webTabs(webClock, () => 'a', { BroadcastChannel: Channel });
    expect(opened).toEqual(['cuelight-robot']);
    expect(webTabs(webClock, () => 'a', {})).toBe(onlyPage);
  });
});
