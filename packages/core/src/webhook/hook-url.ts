/** Where Orchestrator calls us for a connection: `<public URL>/hooks/<connection id>`. */
export function hookUrl(publicUrl: string, connectionId: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/hooks/${connectionId}`;
}
