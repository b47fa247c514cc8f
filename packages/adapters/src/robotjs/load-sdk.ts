import type { RobotModule, RobotSdk } from './robot-sdk.js';
import { hearSdk, type SdkListener } from './sdk-events.js';

/**
 * Loads the SDK when it is first needed, and readies it: its telemetry is off before it is used. Undefined when it cannot be
 * loaded, or is something else; it is tried again then.
 */
export function createSdkLoader(
  load: () => Promise<RobotModule>,
  portNumber: number | undefined,
  listener: SdkListener,
): () => Promise<RobotSdk | undefined> {
  let loading: Promise<RobotSdk | undefined> | undefined;

  async function ready(): Promise<RobotSdk | undefined> {
    try {
      const sdk = (await load()).UiPathRobot as RobotSdk;
      sdk.settings.disableTelemetry = true;
      if (portNumber !== undefined) sdk.settings.portNumber = portNumber;
      hearSdk(sdk, listener);
      return sdk;
    } catch {
      loading = undefined;
      return undefined;
    }
  }

  return () => {
    loading ??= ready();
    return loading;
  };
}
