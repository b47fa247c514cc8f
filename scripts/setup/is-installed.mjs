import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a lockfile says of one package. The lockfile that npm leaves inside `node_modules` has the same form
 * (npm docs, package-lock.json, "Hidden Lockfiles").
 *
 * @typedef {{ readonly version?: string, readonly integrity?: string, readonly optional?: boolean }} LockedPackage
 * @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} Lockfile
 */

/**
 * Whether everything package-lock.json wants is in `node_modules`, whoever put it there. npm writes its own record last,
 * so an install that was broken off does not count.
 *
 * @param {string} root
 */
export async function isInstalled(root) {
  const wanted = await readFile(join(root, 'package-lock.json'), 'utf8');
  const installed = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
  return installed !== undefined && holds(JSON.parse(installed), JSON.parse(wanted));
}

/**
 * @param {Lockfile} installed
 * @param {Lockfile} wanted
 */
function holds({ packages: installed }, { packages: wanted }) {
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    // Optional ones may be for another operating system than this.
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}
