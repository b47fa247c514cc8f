/** The pages of the same origin in the same browser, which share one consent and one robot. */
export interface Tabs {
  /** Runs something while no other page runs anything by this. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Lets the other pages know of a job of a process, until what it answers is called or the page is gone. */
  announceJob(robotProcessId: string): () => void;
  /** How many jobs of a process the other pages have announced. */
  jobsOfOthers(robotProcessId: string): Promise<number>;
}

/** For a page that cannot know of others. */
export const onlyPage: Tabs = {
  alone: (work) => work(),
  announceJob: () => () => {},
  jobsOfOthers: async () => 0,
};
