import type { WatchSubject } from './job-watch.js';

/**
 * Holds once what the followed jobs of a connection have in common. Each request brings its own copy of where its job is
 * read, and tens of thousands of copies would take more memory than the jobs.
 */
export interface SharedSubjects {
  /** The same subject, with the texts of an earlier one of the same release in the same folder. */
  share(subject: WatchSubject): WatchSubject;
}

/** Makes an empty list. It grows with the releases that are followed, and is to be dropped with the last watch. */
export function createSharedSubjects(): SharedSubjects {
  const firsts = new Map<string, WatchSubject>();

  return {
    share(subject) {
      const { folder, releaseKey } = subject;
      const name = JSON.stringify([folder.key, folder.path, releaseKey]);
      const first = firsts.get(name) ?? subject;
      firsts.set(name, first);
      return { connectionId: first.connectionId, folder: first.folder, releaseKey: first.releaseKey, id: subject.id };
    },
  };
}
