import { openNodeBrowser as openBrowser } from '../../../src/node-browser/index.js';
import { preparation, type SdkBrowser, sdkBundle } from './sdk-page.js';

const origin = 'http://app.example.com';

/** The SDK in the little of a browser that it needs, in Node. */
export async function openNodeBrowser(): Promise<SdkBrowser> {
  const browser = openBrowser(origin);

  return {
    async open(port) {
      const page = browser.open();
      page.run(sdkBundle);
      page.run(preparation(port));
      return {
        origin,
        async run(work, argument) {
          const inPage = page.run(`(${work})`) as typeof work;
          const value = await inPage(argument);
          return value === undefined ? value : JSON.parse(JSON.stringify(value));
        },
        uncaught: page.uncaught,
      };
    },
    hosts: browser.hosts,
    async close() {},
  };
}
