import type { CheckedRobotSeed, RobotProcessSeed } from './seed.js';

/** The processes of a robot. */
export interface ProcessCatalog {
  all(): readonly RobotProcessSeed[];
  byKey(key: string): RobotProcessSeed | undefined;
  /** Gets a package onto the computer. */
  download(key: string): void;
}

/** The processes as they are seeded. */
export function createCatalog({ processes }: CheckedRobotSeed): ProcessCatalog {
  const byKey = new Map(processes.map((process) => [process.key, process]));

  return {
    all: () => [...byKey.values()],
    byKey: (key) => byKey.get(key),
    download(key) {
      const process = byKey.get(key);
      if (process !== undefined) byKey.set(key, { ...process, isDownloaded: true });
    },
  };
}
