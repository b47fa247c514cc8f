#!/usr/bin/env node
// Plain JavaScript that old versions of Node can read: it tells them what is missing.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/cli/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cuelight needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exitCode = 1;
} else if (!existsSync(program)) {
  console.error('Cuelight is not built yet: run npm run setup first.');
  process.exitCode = 1;
} else {
  const { main } = await import(program.href);
  await main(process.argv.slice(2));
}
