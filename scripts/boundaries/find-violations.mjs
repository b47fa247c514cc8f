import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { importSpecifiers } from './import-specifiers.mjs';
import { walls, withoutHarness } from './walls.mjs';

/** @typedef {import('./walls.mjs').Wall} Wall */
/** @typedef {import('./import-specifiers.mjs').Import} Import */

/**
 * Reads every source and test file of the house and says which import goes through a wall. A package of which no file
 * was seen is a violation too: a check that looked at nothing has checked nothing.
 *
 * @param {string} root the project's folder
 * @returns {{ readonly fileCount: number, readonly violations: readonly string[] }}
 */
export function findViolations(root) {
  const packages = packageFolders(root);
  const files = packages.flatMap((folder) => sourceFiles(root, folder));
  return {
    fileCount: files.length,
    violations: [
      ...packages.filter((folder) => !files.some((file) => file.startsWith(`${folder}/src/`))).map(sawNothing),
      ...files.flatMap((file) => importsThroughWalls(file, readFileSync(join(root, file), 'utf8'))),
      ...withoutHarness.flatMap((folder) => harnessAmongDependencies(root, folder)),
    ],
  };
}

/** @param {string} folder */
function sawNothing(folder) {
  return `${folder}/src: no source file was seen, so nothing was checked`;
}

/** @param {string} root @returns {string[]} the packages that have walls and those that are there, such as "packages/core" */
function packageFolders(root) {
  const walled = walls.map(({ area }) => area.split('/').slice(0, 2).join('/')).filter((area) => area.includes('/'));
  const there = ['packages', 'examples'].filter((parent) => existsSync(join(root, parent))).flatMap(foldersIn);
  return [...new Set([...walled, ...there])];

  /** @param {string} parent */
  function foldersIn(parent) {
    return readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`);
  }
}

/** @param {string} root @param {string} folder @returns {string[]} with forward slashes, from the root */
function sourceFiles(root, folder) {
  return ['src', 'console/src', 'test']
    .map((part) => posix.join(folder, part))
    .filter((part) => existsSync(join(root, part)))
    .flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((file) =>
        posix.join(part, file.replaceAll('\\', '/')),
      ),
    )
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file));
}

/** @param {string} file @param {string} text @returns {string[]} */
function importsThroughWalls(file, text) {
  const wall = wallAround(file);
  if (wall === undefined)
    return [`${file}: belongs to no area of scripts/boundaries/walls.mjs; declare what it may import`];
  return importSpecifiers(file, text).flatMap((found) => {
    const why = whyRefused(wall, file, found);
    return why === undefined ? [] : [`${file}:${found.line}: ${why}`];
  });
}

/** @param {string} file @returns {Wall | undefined} the deepest one */
function wallAround(file) {
  return walls
    .filter(({ area }) => isInside(file, area))
    .sort((one, other) => other.area.length - one.area.length)
    .at(0);
}

/** @param {Wall} wall @param {string} file @param {Import} found @returns {string | undefined} */
function whyRefused(wall, file, { specifier, typeOnly }) {
  if (specifier === undefined) return file.includes('/src/') ? 'imports what only a run can tell' : undefined;
  if (specifier.startsWith('.')) {
    const target = posix.join(dirname(file), specifier);
    if (isInside(target, wall.home) || wall.from?.some((folder) => isInside(target, folder))) return undefined;
    const neighbour = wall.typesFrom?.some((folder) => isInside(target, folder)) ?? false;
    if (neighbour) return typeOnly ? undefined : `may take only types of "${specifier}"`;
    return `imports "${specifier}", which is outside ${wall.home}`;
  }
  const allowed = wall.only?.some((pattern) => matches(pattern, specifier)) ?? true;
  const denied = wall.never?.some((pattern) => matches(pattern, specifier)) ?? false;
  return allowed && !denied ? undefined : `imports "${specifier}", which ${wall.area} may not`;
}

/** @param {string} root @param {string} folder @returns {string[]} */
function harnessAmongDependencies(root, folder) {
  const file = join(root, folder, 'package.json');
  if (!existsSync(file)) return [`${folder}/package.json: is missing`];
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  return ['dependencies', 'peerDependencies', 'optionalDependencies']
    .filter((kind) => '@cuelight/test-harness' in (manifest[kind] ?? {}))
    .map((kind) => `${folder}/package.json: names the harness in ${kind}; it belongs in devDependencies`);
}

/** @param {string} path @param {string} folder */
function isInside(path, folder) {
  return path.startsWith(`${folder}/`);
}

/** @param {string} pattern @param {string} specifier */
function matches(pattern, specifier) {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? specifier === pattern : specifier.startsWith(start) && specifier.endsWith(end);
}
