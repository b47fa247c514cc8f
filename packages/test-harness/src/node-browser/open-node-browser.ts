import { createContext, runInContext } from 'node:vm';
import { createXmlHttpRequest } from './xml-http-request.js';

/** A browser with one profile: its pages share what they store. */
export interface NodeBrowser {
  /** Opens a page, empty and with a realm of its own. */
  open(): NodePage;
  /** Where pages have sent requests, as `scheme://host`. */
  hosts(): readonly string[];
}

/** A page. */
export interface NodePage {
  /** Runs a script in the page; gives the value of its last expression. */
  run(script: string): unknown;
  /** Errors that nobody in the page has caught. */
  uncaught(): readonly string[];
}

/**
 * Little more of a browser than RobotJS touches, in Node. It holds to CORS, preflights included. Nothing in it ends: what a
 * page awaits keeps Node alive.
 *
 * @param origin of its pages
 */
export function openNodeBrowser(origin: string): NodeBrowser {
  const stored = new Map<string, string>();
  const hosts = new Set<string>();

  return {
    open() {
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
      return { run: (script) => runInContext(script, context), uncaught: () => [...uncaught] };
    },
    hosts: () => [...hosts],
  };
}
