import type { ComponentChildren } from 'preact';

/** A sentence set apart: something to know, to beware of, or that went wrong. */
export function Notice({
  kind,
  children,
}: {
  kind: 'info' | 'warning' | 'error';
  children: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      {children}
    </div>
  );
}
