import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFlags } from '../../src/fake-orchestrator/read-flags.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const harness = `${root}packages/test-harness/`;

/** The instructions of the last stage, which is what runs. */
const instructions = readFileSync(`${harness}Dockerfile`, 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.split(' ').slice(1).join(' ') }));
const lastFrom = instructions.findLastIndex(({ name }) => name === 'FROM');
const running = instructions.slice(lastFrom);

function theOne(name: string): string {
  const found = running.filter((instruction) => instruction.name === name);
  expect(found).toHaveLength(1);
  return found[0]?.rest ?? '';
}

describe('the Dockerfile', () => {
  it('runs on a slim Node that the package supports, and not as root', () => {
    expect(theOne('FROM')).toBe('node:20-slim');
    expect(theOne('USER')).toBe('node');
    expect(running.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      running.findIndex(({ name }) => name === 'ENTRYPOINT'),
    );
  });

  it('starts a command of the package with flags that it takes, reachable at the port that it exposes', () => {
    const [command = '', ...flags] = JSON.parse(theOne('ENTRYPOINT')) as readonly string[];
    const { bin } = JSON.parse(readFileSync(`${harness}package.json`, 'utf8')) as { readonly bin: object };

    expect(Object.keys(bin)).toContain(command);
    expect(theOne('ENV')).toContain('PATH=/app/node_modules/.bin:$PATH');
    expect(readFlags(flags)).toEqual({ ok: true, options: { host: '0.0.0.0', port: Number(theOne('EXPOSE')) } });
    // What follows the name of the image comes after these flags, and a flag that is there twice counts as it is last.
    expect(readFlags([...flags, '--port', '9000'])).toMatchObject({ options: { port: 9000 } });
  });

  it('copies what the package publishes, and the packages of this repository that it needs', () => {
    const copied = running
      .filter(({ name }) => name === 'COPY')
      .map(({ rest }) => / \/src\/(\S+) (\S+)$/.exec(rest)?.slice(1) ?? []);
    const { files, dependencies } = JSON.parse(readFileSync(`${harness}package.json`, 'utf8')) as {
      readonly files: readonly string[];
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const own = Object.keys(dependencies).filter((name) => name.startsWith('@cuelight/'));
    const sources = copied.map(([from]) => from);

    expect(copied.every(([from, to]) => from === to)).toBe(true);
    expect(sources).toEqual(expect.arrayContaining(files.map((name) => `packages/test-harness/${name}`)));
    expect(own.map((name) => name.replace('@cuelight/', 'packages/'))).toEqual(['packages/core']);
    expect(sources.filter((from) => from?.endsWith('package.json') && !existsSync(`${root}${from}`))).toEqual([]);
  });
});
