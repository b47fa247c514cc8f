import type { LocalService } from '@cuelight/example-local-service';
import type { Browser, Page } from 'playwright-core';

/** Whoever sets the service up: by calls, and in a browser. */
export interface Operator {
  /** Calls a route and answers its JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: the few fields that are read differ from route to route
  call(method: string, path: string, body?: object): Promise<any>;
  /** A page that is signed in. */
  openConsole(): Promise<Page>;
}

/** Makes the operator of a service. */
export function createOperator({ url, adminKey }: LocalService, browser: Browser): Operator {
  const call: Operator['call'] = async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    call,
    async openConsole() {
      const page = await browser.newPage();
      const { code } = await call('POST', '/v1/session/codes');
      await page.goto(`${url}/#code=${code}`);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      return page;
    },
  };
}
