import { hold, median, type Row } from '../../row.js';

/** What a browser that has nothing yet loads before somebody can sign in: the page of the console and all it names. */
export async function firstLoad(serviceUrl: string, rounds: number): Promise<readonly Row[]> {
  const durationsMs: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now();
    const page = await load(`${serviceUrl}/`);
    const parts = [...page.text.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map(([, path = '']) => path);
    const loaded = await Promise.all(parts.map((path) => load(new URL(path, serviceUrl).href)));
    durationsMs.push(performance.now() - startedMs);
    bytes = [page, ...loaded].reduce((sum, one) => sum + one.bytes, 0);
  }
  return [
    hold({ name: 'console', metric: 'first load, packed', ours: bytes / 1_000, unit: 'kB' }, { atMost: 120 }),
    hold({ name: 'console', metric: 'first load, served', ours: median(durationsMs), unit: 'ms' }, { atMost: 50 }),
  ];
}

async function load(url: string): Promise<{ readonly text: string; readonly bytes: number }> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return { text: await response.text(), bytes: Number(response.headers.get('content-length')) };
}
