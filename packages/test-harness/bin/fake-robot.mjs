#!/usr/bin/env node
import { existsSync } from 'node:fs';

const command = new URL('../dist/fake-robot/run-command.js', import.meta.url);

if (existsSync(command)) {
  const { runCommand } = await import(command.href);
  process.exitCode = await runCommand(process.argv.slice(2));
} else {
  process.stderr.write('fake-robot is not built yet: run "npm run setup" first.\n');
  process.exitCode = 1;
}
