import type { FakeRequest } from '../../fake-server/fake-request.js';

/** Which of the two listeners a request reached. */
export type RobotPort = 'discovery' | 'session';

/** A request that reached the robot. It holds no credential: the value of a token or a cookie is replaced. */
export interface RobotJournalEntry {
  /** On the virtual clock. */
  readonly at: string;
  readonly port: RobotPort;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Null while there is no answer, and when the connection was broken without one. */
  readonly status: number | null;
  /** The fault rule that applied. */
  readonly faultId: string | null;
}

/** The same with the body as it came, which holds arguments: only in process. */
export type RobotJournalEntryWithBody = RobotJournalEntry & { readonly body: string };

/** All requests in the order of their arrival. */
export interface RobotJournal {
  /** Writes down a request; the answer is added by the function it gives. */
  arrived(
    request: FakeRequest,
    where: { readonly port: RobotPort; readonly at: string; readonly faultId: string | undefined },
  ): (status: number | null) => void;
  entries(): readonly RobotJournalEntryWithBody[];
}

const credentials = ['uipathtoken', 'cookie', 'authorization'];

/** An empty journal. */
export function createRobotJournal(): RobotJournal {
  const entries: RobotJournalEntryWithBody[] = [];

  return {
    arrived({ method, path, query, headers, text }, { port, at, faultId }) {
      const entry: RobotJournalEntryWithBody = {
        at,
        port,
        method,
        path,
        query: Object.fromEntries(query),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, credentials.includes(name) ? '***' : String(value)]),
        ),
        body: text,
        status: null,
        faultId: faultId ?? null,
      };
      const index = entries.push(entry) - 1;
      return (status) => {
        entries[index] = { ...entry, status };
      };
    },
    entries: () => [...entries],
  };
}
