/**
 * One check of the code.
 *
 * @typedef {object} Check
 * @property {string} title
 * @property {string} program a script for Node, from the project's folder
 * @property {readonly string[]} args
 * @property {RegExp} [proof] what its output holds when it looked at something; without that it fails, whatever it says
 * @property {string} remedy for who sees it fail
 */

const turbo = 'node_modules/turbo/bin/turbo';
const tsc = 'node_modules/typescript/bin/tsc';
const biome = 'node_modules/@biomejs/biome/bin/biome';

/**
 * What `npm run check` runs, in this order.
 *
 * @type {readonly Check[]}
 */
export const checks = [
  {
    title: 'types of the packages and their tests',
    program: turbo,
    args: ['run', 'build', 'typecheck', '--output-logs=errors-only', '--continue'],
    proof: /[1-9]\d* successful/,
    remedy: 'mend what the compiler names. `npx tsc -p packages/core/test` looks at one package alone.',
  },
  {
    title: 'types of the scripts',
    program: tsc,
    args: ['-p', 'scripts'],
    remedy: 'mend what the compiler names.',
  },
  {
    title: 'lint and format',
    program: biome,
    args: ['ci', '--colors=off', '--error-on-warnings', '.'],
    proof: /Checked [1-9]\d* files/,
    remedy: '`npm run format` mends the format and what is safe to mend; the rest is yours.',
  },
  {
    title: 'boundaries between packages',
    program: turbo,
    args: ['boundaries'],
    proof: /Checked [1-9]\d* files in [1-9]\d* packages/,
    remedy:
      'arrows point inward only: core <- adapters <- host, core <- harness. Declare what is used in package.json of the package, or move the code.',
  },
  {
    title: 'boundaries inside packages',
    program: 'scripts/boundaries.mjs',
    args: [],
    proof: /Checked [1-9]\d* files/,
    remedy: 'take the import out, or, where the wall is wrong, change it in scripts/boundaries/walls.mjs and say why.',
  },
  {
    title: 'unused code and dependencies',
    program: 'node_modules/knip/bin/knip.js',
    args: [],
    remedy: 'delete what nobody uses. Only what tools find by its name belongs in knip.json.',
  },
];
