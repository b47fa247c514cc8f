/** Calls what an app has given; what it throws is the page's, and must not end what called it. */
export function safely(run: () => void): void {
  try {
    run();
  } catch (error) {
    // As of an event listener: told to whoever looks after uncaught errors.
    queueMicrotask(() => {
      throw error;
    });
  }
}
