import { describe, expect, it } from 'vitest';
import { readMysqlUrl } from '../../src/persistence/mysql/index.js';

const canary = 'canary-77aa';

describe('the URL of a MySQL database', () => {
  it('names host, port, user, password and database', () => {
    expect(readMysqlUrl('mysql://cue:p%40ss%2Fw%3Ard@127.0.0.1:3307/cue%20light')).toEqual({
      ok: true,
      value: { host: '127.0.0.1', port: 3307, user: 'cue', password: 'p@ss/w:rd', database: 'cue light', isTls: false },
    });
  });

  it.each([
    ['mysql://u:p@localhost/d', { port: 3306, isTls: false }],
    ['mysql://u:p@[::1]/d', { host: '::1', isTls: false }],
    ['mysql://u@localhost/d', { password: '' }],
    ['mysql://u:p@localhost/d?tls=required', { isTls: true }],
    ['mysql://u:p@db.example/d', { host: 'db.example', isTls: true }],
    ['mysql://u:p@127.0.0.1.example/d', { isTls: true }],
  ])('%s is read', (url, value) => {
    expect(readMysqlUrl(url)).toMatchObject({ ok: true, value });
  });

  it.each([
    `mysql:${canary}`,
    `mysql://${canary}@localhost`,
    `mysql://:${canary}@localhost/d`,
    `mysql://u:${canary}@localhost/a/b`,
    `mysql://u:${canary}%zz@localhost/d`,
    `mysql://u:${canary}@localhost/d#x`,
    `postgres://u:${canary}@localhost/d`,
    `mysql://u:${canary}@localhost:99999/d`,
    `mysql://u:${canary}@localhost/d?tls=off`,
    `mysql://u:${canary}@localhost/d?tls=required&ssl=false`,
    `mysql://u:${canary}@10.0.0.5/d`,
    `mysql://u:${canary}@[fd00::5]/d`,
  ])('%s is refused, and not quoted', (url) => {
    const read = readMysqlUrl(url);

    expect(read).toMatchObject({ ok: false });
    expect(JSON.stringify(read)).not.toContain(canary);
  });
});
