import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';

/** Starts a Chromium that reaches this machine alone; undefined where none is installed. */
export async function openBrowser(): Promise<Browser | undefined> {
  if (!existsSync(executablePath)) {
    console.error(
      `No Chromium at ${executablePath}: what needs one is left out. CUELIGHT_TEST_CHROMIUM names another.`,
    );
    return undefined;
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  });
}
