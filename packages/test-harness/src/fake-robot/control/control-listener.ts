import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import type { FakeReply } from '../../fake-server/fake-reply.js';
import { readFakeRequest } from '../../fake-server/fake-request.js';
import { isLoopbackHost } from '../http/is-loopback-host.js';
import { answerControl } from './answer-control.js';
import type { FakeRobotControl } from './control.js';

/** Where the control is on its port. */
export const controlPrefix = '/__control';

/**
 * Answers at the port of the control. A page in a browser is refused: it could consent to itself, and read what others
 * have started.
 */
export function createControlListener(control: () => FakeRobotControl): RequestListener {
  async function answer(incoming: IncomingMessage): Promise<FakeReply> {
    const request = await readFakeRequest(incoming);
    if (request === undefined) return jsonReply(400, { message: 'The URL is malformed.' });
    const { path, headers } = request;
    if (headers.origin !== undefined || !isLoopbackHost(headers.host)) {
      return jsonReply(403, { message: 'The control is not for pages in a browser.' });
    }
    if (!path.startsWith(`${controlPrefix}/`)) {
      return jsonReply(404, { message: `There is nothing outside ${controlPrefix}.` });
    }
    return answerControl(control(), request, path.slice(controlPrefix.length));
  }

  return (incoming: IncomingMessage, response: ServerResponse) => {
    answer(incoming).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      // A client that leaves before the end of its request is no fault of ours; there is nobody left to answer.
      () => response.destroy(),
    );
  };
}
