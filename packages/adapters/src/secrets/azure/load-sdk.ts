/** Loads an SDK, or throws what is to be done when it is not installed. */
export async function loadSdk<Sdk>(what: string, install: string, load: () => Promise<Sdk>): Promise<Sdk> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(`${what} needs a package that is not installed: npm install ${install}`);
  }
}
