import { Agent } from 'undici';
import { describe, expect, it } from 'vitest';
import { exchange } from '../../src/network/index.js';
import { networkFailure } from '../../src/orchestrator-http/network-failure.js';
import { startScriptedOrchestrator } from './scripted-orchestrator.js';

describe('one exchange with Orchestrator', () => {
  it('is known not to have been sent when it only waited for a free connection', async () => {
    const server = await startScriptedOrchestrator(() => 'silence');
    const agent = new Agent({ connections: 1 });
    const request = { origin: server.url, method: 'POST', path: '/' } as const;

    const occupying = exchange(agent, request, 10_000);
    await expect.poll(() => server.seen).toHaveLength(1);
    const waiting = await exchange(agent, request, 20);
    await server.close();
    const broken = await occupying;
    await agent.close();

    expect(waiting).toMatchObject({ ok: false, failure: { phase: 'before' } });
    expect(broken).toMatchObject({ ok: false, failure: { phase: 'waiting' } });
    expect(server.seen).toHaveLength(1);
    if (waiting.ok) return;
    expect(networkFailure(waiting.failure, server.url)).toMatchObject({
      code: 'orchestrator-timeout',
      detail: expect.stringContaining('no connection free'),
    });
  });

  it('is never sent after its time, and frees its connection when its time is over', async () => {
    const server = await startScriptedOrchestrator(({ path }) => (path === '/first' ? 'silence' : { body: {} }));
    const agent = new Agent({ connections: 1 });
    const send = (path: string, callMs: number) =>
      exchange(agent, { origin: server.url, method: 'POST', path }, callMs);

    const outcomes = await Promise.all([send('/first', 600), send('/second', 20), send('/third', 10_000)]);
    await server.close();
    await agent.close();

    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(server.seen.map(({ path }) => path)).toEqual(['/first', '/third']);
  });

  it('reads UTF-8, with or without a byte order mark, in one piece or many', async () => {
    const text = 'Rückmeldung €😀';
    const bodies = [text, `\ufeff${text}`, text.repeat(20_000)];
    const server = await startScriptedOrchestrator(() => ({ body: bodies.shift() }));
    const agent = new Agent();
    const read = async () => {
      const outcome = await exchange(agent, { origin: server.url, method: 'GET', path: '/' }, 10_000);
      return outcome.ok && outcome.value.text;
    };

    const texts = [await read(), await read(), await read()];
    await server.close();
    await agent.close();

    expect(texts).toEqual([text, text, text.repeat(20_000)]);
  });

  it('takes the final reply, not an interim one', async () => {
    const raw =
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n{}';
    const server = await startScriptedOrchestrator(() => ({ raw }));
    const agent = new Agent();

    const outcome = await exchange(agent, { origin: server.url, method: 'GET', path: '/' }, 10_000);
    await server.close();
    await agent.close();

    expect(outcome).toMatchObject({
      ok: true,
      value: { status: 200, text: '{}', headers: { 'content-length': '2', 'set-cookie': 'a, b' } },
    });
  });
});
