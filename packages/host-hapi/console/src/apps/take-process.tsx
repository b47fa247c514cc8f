import { useCall } from '../api/use-call.js';
import { Removal } from '../parts/removal.js';
import type { Reference } from './read-reference.js';

/** Takes a process from an app. */
export function TakeProcess({
  appId,
  reference,
  onTaken,
}: {
  readonly appId: string;
  readonly reference: Reference;
  onTaken(): void;
}) {
  const call = useCall();
  const { id: processId, packageId } = reference;
  return (
    <Removal
      label={[
        <span key="do">Take away </span>,
        <span key="what" class="hidden">
          {packageId.slice(0, 100)}
        </span>,
      ]}
      confirm="Take it away now"
      warning="The app cannot run it any more. Its running jobs go on. Given again, it has another id."
      remove={() => call('DELETE /v1/apps/{id}/processes/{processId}', { params: { id: appId, processId } })}
      onRemoved={onTaken}
    />
  );
}
