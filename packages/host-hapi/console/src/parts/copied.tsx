import { useRef, useState } from 'preact/hooks';

/**
 * A text that is made to be copied. Where the browser lets nothing be copied by a button, the text is selected, and how to go on
 * is said.
 */
export function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  const shown = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState('');

  const copy = async () => {
    setSaid('');
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
      setSaid('The browser does not let it be copied so. It is selected: press Ctrl+C, or ⌘C.');
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keyboard, too */}
      <pre ref={shown} tabIndex={0}>
        {text}
      </pre>
      <p class="actions">
        <button type="button" onClick={copy}>
          Copy <span class="hidden">{label}</span>
        </button>
        <span role="status">{said}</span>
      </p>
    </>
  );
}
