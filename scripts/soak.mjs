// npm run soak -- <proof> [--runs n] [--seed n]: the long form of a proof whose short form is part of npm test. Prints what
// was proved, and how often.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup/set-up.mjs';
import { proofs } from './soak/proofs.mjs';
import { readArguments } from './soak/read-arguments.mjs';

const wanted = readArguments(process.argv.slice(2));
if ('fault' in wanted) {
  console.error(`${wanted.fault}\n\nnpm run soak -- <proof> [--runs n] [--seed n]\n`);
  for (const { name, says } of proofs) console.error(`  ${name.padEnd(8)} ${says}`);
  process.exitCode = 2;
} else {
  const { proof, runs = proof.runs, seed } = wanted;
  console.error(`Proving ${proof.name}${runs === undefined ? '' : `, ${runs} runs each`} …`);
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...proof.files,
      '--testTimeout=3600000',
      `--reporter=${join(root, 'scripts/soak/report.ts')}`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(runs !== undefined && { CUELIGHT_TEST_RUNS: String(runs) }),
        ...(seed !== undefined && { CUELIGHT_TEST_SEED: String(seed) }),
      },
    },
  );
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
