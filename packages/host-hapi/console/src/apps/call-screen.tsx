import { CallSnippets } from './call-snippets.js';
import { OneReference } from './one-reference.js';

/** How one process of an app is run from code. */
export function CallScreen({ appId, processId }: { readonly appId: string; readonly processId: string }) {
  return (
    <OneReference appId={appId} processId={processId} doing="Call">
      {(reference) => (
        <>
          <h2>With a key of scope runtime</h2>
          <CallSnippets appId={appId} references={[reference]} />
        </>
      )}
    </OneReference>
  );
}
