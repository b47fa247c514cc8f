// npm run setup: installs and builds what is missing or stale.
import { setUp } from './setup/set-up.mjs';

await setUp();
