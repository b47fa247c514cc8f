/** Turbo as we run it: it tells nobody, and looks for no newer self. */
export const turboEnv = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
