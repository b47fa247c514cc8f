import { createContext, runInContext } from 'node:vm';
import { preparation, type SdkBrowser, sdkBundle } from './sdk-page.js';
import { createXmlHttpRequest } from './xml-http-request.js';

const origin = 'http://app.example.com';

/** Little more of a browser than the SDK touches, in Node. It holds to CORS, preflights included. */
export async function openNodeBrowser(): Promise<SdkBrowser> {
  const stored = new Map<string, string>();
  const hosts = new Set<string>();

  return {
    async open(port) {
      const uncaught: string[] = [];
      const page: Record<string, unknown> = {
        XMLHttpRequest: createXmlHttpRequest(origin, {
          sends: (url) => hosts.add(`${url.protocol}//${url.hostname}`),
          fails: (error) => uncaught.push(String(error)),
        }),
        navigator: { language: 'en-US', userAgent: 'Node' },
        location: { origin, protocol: 'http:', href: `${origin}/` },
        document: { getElementById: () => null, querySelector: () => null },
        localStorage: {
          getItem: (name: string) => stored.get(name) ?? null,
          setItem: (name: string, value: string) => void stored.set(name, value),
          removeItem: (name: string) => void stored.delete(name),
        },
        ...{ URL, setTimeout, clearTimeout, setInterval, clearInterval, crypto, console },
      };
      page.window = page;
      page.self = page;
      const context = createContext(page);
      runInContext(sdkBundle, context);
      runInContext(preparation(port), context);
      return {
        origin,
        async run(work, argument) {
          const value: unknown = await runInContext(`(${work})`, context)(argument);
          return value === undefined ? value : JSON.parse(JSON.stringify(value));
        },
        uncaught: () => [...uncaught],
      };
    },
    hosts: () => [...hosts],
    async close() {},
  };
}
