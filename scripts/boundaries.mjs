// node scripts/boundaries.mjs: the walls that compiler, linter and turbo cannot see; `npm run check` calls it.
import { findViolations } from './boundaries/find-violations.mjs';
import { root } from './setup/set-up.mjs';

const { fileCount, violations } = findViolations(root);
for (const violation of violations) console.log(violation);
console.log(`Checked ${fileCount} files, ${violations.length} imports through walls`);
process.exitCode = violations.length === 0 ? 0 : 1;
