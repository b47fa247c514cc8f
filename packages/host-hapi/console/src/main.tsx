import { render } from 'preact';
import { App } from './app.js';
import { openSession } from './session/open-session.js';

/** So long nothing is shown: who is signed in is known by then, unless the network is slow. */
const patienceMs = 150;

void show();

async function show(): Promise<void> {
  const opened = openSession();
  const soon = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs));
  const first = await Promise.race([opened, soon]);
  const place = document.getElementById('console');
  if (place !== null) render(<App opened={opened} first={first ?? { is: 'asking' }} />, place);
}
