import type { FakeRobot } from '../../src/fake-robot/index.js';
import { appOrigin } from './a-robot.js';

/** An answer that a page got. */
export interface PageReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is empty. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
  readonly body: any;
}

/** How a page asks; by default as the page of `appOrigin`. */
export interface PageRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly signal?: AbortSignal;
}

/** Asks as a page in a browser would, whatever the browser would make of the answer. */
export async function ask(port: number, path: string, request: PageRequest = {}): Promise<PageReply> {
  const { method = 'GET', headers = {}, text, signal } = request;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { origin: appOrigin, connection: 'close', ...headers },
    ...(text !== undefined && { body: text }),
    ...(signal && { signal }),
  });
  const body = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text: body,
    body: body.startsWith('{') ? JSON.parse(body) : undefined,
  };
}

/** A page that has the user's consent. */
export interface ConsentedPage {
  readonly token: string;
  /** Asks the session, wherever it is now. */
  readonly ask: (path: string, request?: PageRequest) => Promise<PageReply>;
  /** The key of a process, by its name. */
  readonly processKey: (name: string) => Promise<string>;
  /** Starts a process with the id that it would like the job to have; gives the id that it has. */
  readonly start: (name: string, input?: object) => Promise<string>;
  readonly status: (jobId: string) => Promise<PageReply>;
}

/** Gets the user's consent, which the robot must give by itself. */
export async function aConsentedPage(robot: FakeRobot, code = '123456'): Promise<ConsentedPage> {
  const consented = await ask(robot.port, `/GetPort?consentCode=${code}`);
  const token = consented.headers.get('uipathtoken') ?? '';
  const page: ConsentedPage = {
    token,
    ask: (path, request = {}) =>
      ask(robot.control.state().sessionPort, path, {
        ...request,
        headers: { uipathToken: token, ...request.headers },
      }),
    async processKey(name) {
      const { body } = await page.ask('/RobotProcesses');
      return body.response.find((process: { Name: string }) => process.Name === name).Key;
    },
    async start(name, input) {
      const key = await page.processKey(name);
      const text = input === undefined ? undefined : JSON.stringify(input);
      const path = `/InvokeRobot?robotProcessId=${key}&jobId=${crypto.randomUUID()}`;
      const { body } = await page.ask(path, { method: 'POST', ...(text !== undefined && { text }) });
      return body.response.JobId;
    },
    status: (jobId) => page.ask(`/JobStatus?jobId=${jobId}`),
  };
  return page;
}
