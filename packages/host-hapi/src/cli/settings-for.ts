import { readSettings, type SettingsRead } from '../settings/read-settings.js';
import type { Terminal } from './command.js';

/** The settings of the environment, or undefined when they cannot be used: then every fault was told. */
export function settingsFor({ environment, tell }: Terminal): SettingsRead | undefined {
  const read = readSettings(environment);
  if (read.ok) {
    for (const warning of read.value.warnings) tell(`Warning: ${warning}`);
    return read.value;
  }
  tell('Cuelight cannot start with these settings:');
  for (const fault of read.failure) tell(`  ${fault}`);
  tell('docs/settings.md lists them all.');
  return undefined;
}
