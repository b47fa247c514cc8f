/**
 * Ends the process with one sentence when this Node is older than what the project supports (`engines` in package.json:
 * 20.19 or later of 20, 22.12 or later of all after it).
 */
export function refuseOldNode(version = process.versions.node) {
  if (isSupportedNode(version)) return;
  process.stderr.write(
    `Cuelight needs Node 20.19 or later (from 22 on: 22.12 or later), and this is Node ${version}: install a newer one and run the command again.\n`,
  );
  process.exit(1);
}

/** @param {string} version as in `process.versions.node`, such as "20.19.0" */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}
