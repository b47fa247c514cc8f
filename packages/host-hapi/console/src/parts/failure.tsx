import type { Failed } from '../api/call.js';
import { Told } from './told.js';

/** Says why something is not there, what to do, and lets it be tried again. */
export function Failure({ failed, onRetry }: { readonly failed: Failed; readonly onRetry?: () => void }) {
  const { title, detail, remedy } = wordsFor(failed);
  return (
    <div class="notice notice-fail" role="alert">
      <p>
        <strong>
          <Told>{title}</Told>
        </strong>
      </p>
      {detail !== '' && (
        <p>
          <Told>{detail}</Told>
        </p>
      )}
      <p>
        <Told>{remedy}</Told>
      </p>
      {failed.kind === 'unloaded' ? (
        <button type="button" onClick={() => window.location.reload()}>
          Load the page again
        </button>
      ) : (
        onRetry && (
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        )
      )}
    </div>
  );
}

function wordsFor(failed: Failed): { readonly title: string; readonly detail: string; readonly remedy: string } {
  switch (failed.kind) {
    case 'offline':
      return {
        title: 'The service cannot be reached.',
        detail: '',
        remedy: 'Look whether this computer is online and Cuelight runs. Nothing was lost; when it is back, try again.',
      };
    case 'broken':
      return {
        title: 'The service cannot be reached.',
        detail: 'The line to it broke before it had answered.',
        remedy: 'Look whether this computer is online and Cuelight runs, and try again when it is back.',
      };
    case 'strange':
      return {
        title: `Something between here and the service answered, with status ${failed.status}.`,
        detail: '',
        remedy: 'Ask whoever runs the proxy before Cuelight, and try again.',
      };
    // A browser does not ask again for a part that it could not load.
    case 'unloaded':
      return {
        title: 'A part of this page could not be loaded.',
        detail: 'The service cannot be reached, or is of another version by now.',
        remedy: 'Load the page again. What was typed into it is lost.',
      };
    case 'here':
      return failed;
    case 'refused':
      return { title: failed.problem.title, detail: failed.problem.detail, remedy: failed.problem.remedy };
  }
}
