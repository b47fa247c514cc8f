// node scripts/with-setup.mjs <program> [arguments]: sets up, then runs the program in this same process, so that signals,
// standard input and exit code are its own.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './setup/end-with-npm.mjs';
import { root, setUp } from './setup/set-up.mjs';

endWithNpm();
await setUp();
const [program = '', ...args] = process.argv.slice(2);
const file = resolve(root, program);
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);
