import { startLocalService } from '@cuelight/example-local-service';
import { openBrowser } from '../../browser/open-browser.js';
import type { Row } from '../../row.js';
import { firstLoad } from './first-load.js';
import { longJob } from './long-job.js';
import { manyProcesses } from './many-processes.js';
import { createOperator } from './operator.js';
import { untilUsable } from './until-usable.js';

/** The console: what it loads, and how it answers in a browser. Without a browser, what it loads alone. */
export async function consolePages({
  rounds,
  folders,
  moves,
}: {
  readonly rounds: number;
  /** Of 50 processes each. */
  readonly folders: number;
  readonly moves: number;
}): Promise<readonly Row[]> {
  const service = await startLocalService();
  const browser = await openBrowser();
  try {
    const rows = [...(await firstLoad(service.url, rounds * 4))];
    if (browser === undefined) return rows;
    const operator = createOperator(service, browser);
    rows.push(...(await untilUsable(browser, service.url, rounds)));
    rows.push(...(await manyProcesses(operator, service.url, folders)));
    rows.push(...(await longJob(operator, service.url, moves)));
    return rows;
  } finally {
    await browser?.close();
    await service.stop();
  }
}
