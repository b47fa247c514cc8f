import { cut } from '../parts/cut.js';
import type { Job } from './followed-job.js';
import { jsonText } from './json-text.js';

/** More characters than this are not shown: whoever needs them reads the job by the API. */
const longest = 20_000;

const flagWords = {
  'output-dropped': 'Orchestrator kept the output back: it is too long.',
  'output-unread': 'The output could not be read.',
  'version-raced': 'The process changed its version while the job started.',
} as const;

/** What came of a job: its output, or why it faulted. */
export function JobResult({ job: { output, fault, flags = [] } }: { readonly job: Job }) {
  return (
    <>
      {flags.map((flag) => (
        <p key={flag} class="notice notice-warn">
          {flagWords[flag]}
        </p>
      ))}
      {fault && (
        <>
          <h2>Why it faulted</h2>
          <LongText text={fault.message} />
        </>
      )}
      {output && (
        <>
          <h2>Output</h2>
          <LongText text={jsonText(output, longest)} />
        </>
      )}
    </>
  );
}

function LongText({ text }: { readonly text: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keyboard, too */}
      <pre tabIndex={0} dir="auto">
        {cut(text, longest)}
      </pre>
      {text.length > longest && <p class="quiet">These are the first {longest.toLocaleString('en')} characters.</p>}
    </>
  );
}
