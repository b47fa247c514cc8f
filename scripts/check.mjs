// npm run check: everything about the code that needs no run of it. All checks run; one that fails fails the whole.
import { checks } from './check/checks.mjs';
import { runCheck } from './check/run-check.mjs';
import { setUp } from './setup/set-up.mjs';

await setUp();
const failed = [];
for (const check of checks) {
  const { passed, seconds, output } = await runCheck(check);
  console.log(`${passed ? 'pass' : 'FAIL'}  ${check.title}  (${seconds.toFixed(1)} s)`);
  if (passed) continue;
  console.log(`\n${output.trim()}\n\nWhat to do: ${check.remedy}\n`);
  failed.push(check.title);
}
console.log(failed.length === 0 ? 'Check passed.' : `Check failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
