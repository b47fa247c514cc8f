/** Whether a text is a GUID, which OData takes bare, and Orchestrator uses as key of folders and jobs. */
export function isGuid(text: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}
