/** The key of the job with this number: a GUID, a new string each time, as each reply of Orchestrator brings one. */
export function jobKeyOf(number: number): string {
  return JSON.parse(`"1c7222dc-416f-4c60-9b17-${String(number).padStart(12, '0')}"`);
}
