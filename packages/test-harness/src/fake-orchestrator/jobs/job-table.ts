import type { Job } from './job.js';

/** All jobs there are, in the order in which they were made. */
export interface JobTable {
  /** Adds a job, or replaces the one with the same id. */
  put(job: Job): void;
  byId(id: number): Job | undefined;
  byKey(key: string): Job | undefined;
  inFolder(folderId: number): readonly Job[];
  all(): readonly Job[];
  /** An id that no job has had. */
  newId(): number;
}

/** An empty table. */
export function createJobTable(): JobTable {
  const folders = new Map<number, Map<number, Job>>();
  const jobs = new Map<number, Job>();
  const ids = new Map<string, number>();
  let lastId = 125_000;

  function folderMap(folderId: number): Map<number, Job> {
    const known = folders.get(folderId) ?? new Map<number, Job>();
    folders.set(folderId, known);
    return known;
  }

  return {
    put(job) {
      jobs.set(job.id, job);
      ids.set(job.key, job.id);
      folderMap(job.folder.id).set(job.id, job);
    },
    byId: (id) => jobs.get(id),
    byKey(key) {
      const id = ids.get(key.toLowerCase());
      return id === undefined ? undefined : jobs.get(id);
    },
    inFolder: (folderId) => [...folderMap(folderId).values()],
    all: () => [...jobs.values()],
    newId() {
      lastId += 1;
      return lastId;
    },
  };
}
