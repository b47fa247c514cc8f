import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** One screen: what it is called is the title of the window, and is where the keyboard and the screen reader begin. */
export function Screen({
  title,
  heading,
  children,
}: {
  readonly title: string;
  /** What the heading shows in the place of the title. */
  readonly heading?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  useEffect(() => {
    document.title = `${title.slice(0, 80)} · Cuelight`;
  }, [title]);
  return (
    <>
      <h1 ref={ref} tabIndex={-1}>
        {heading ?? title}
      </h1>
      {children}
    </>
  );
}
