import { createHmac, timingSafeEqual } from 'node:crypto';
import Hapi from '@hapi/hapi';

// The least a correct receiver on Hapi does: read the raw body, verify its signature, parse it, answer 204.
const secret = process.env.WEBHOOK_SECRET ?? '';
const server = Hapi.server({ host: '127.0.0.1', port: 0 });
server.route({
  method: 'POST',
  path: '/hooks/{connectionId}',
  options: { payload: { parse: false, output: 'data', maxBytes: 32 * 1024 * 1024 } },
  handler(request, h) {
    const body = request.payload as Buffer;
    const expected = createHmac('sha256', secret).update(body).digest();
    const given = Buffer.from(String(request.headers['x-uipath-signature']), 'base64');
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
    if (isSigned) JSON.parse(body.toString());
    return h.response().code(isSigned ? 204 : 401);
  },
});
await server.start();
console.log(`${server.info.uri}/hooks/bench`);
