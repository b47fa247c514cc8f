import { describe, expect, it } from 'vitest';
import type { WatchSubject } from '../../src/watching/job-watch.js';
import { createSharedSubjects } from '../../src/watching/shared-subjects.js';

describe('the subjects of a connection', () => {
  it('hold once where the jobs of a release are read', () => {
    const { share } = createSharedSubjects();

    const first = share(aSubject({ id: 1 }));
    const second = share(aSubject({ id: 2 }));

    expect(second).toEqual(aSubject({ id: 2 }));
    expect(second.folder).toBe(first.folder);
  });

  it.each<Partial<WatchSubject>>([
    { folder: { key: 'f2', path: 'Finance' } },
    { folder: { key: 'f1', path: 'Finance/AP' } },
    { releaseKey: 'r2' },
  ])('stay apart where they differ by %j', (difference) => {
    const { share } = createSharedSubjects();
    share(aSubject({ id: 1 }));

    expect(share(aSubject({ id: 2, ...difference }))).toEqual(aSubject({ id: 2, ...difference }));
  });
});

function aSubject(difference: Partial<WatchSubject>): WatchSubject {
  return { connectionId: 'c1', folder: { key: 'f1', path: 'Finance' }, releaseKey: 'r1', id: 1, ...difference };
}
