import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

// The least a correct receiver does: read the raw body, verify its signature, parse it, answer 204.
const secret = process.env.WEBHOOK_SECRET ?? '';
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(String(request.headers['x-uipath-signature']), 'base64');
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  if (isSigned) JSON.parse(body.toString());
  response.writeHead(isSigned ? 204 : 401).end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`http://127.0.0.1:${address?.port}`);
});
