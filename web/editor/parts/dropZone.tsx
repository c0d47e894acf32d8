import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Controller } from '../controller.ts';

/** Takes files that are dropped anywhere on the editor. */
export function DropZone({ controller, children }: { controller: Controller; children: ComponentChildren }) {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way; the button "Upload" is the first
    <div
      class={over ? 'edit-app edit-over' : 'edit-app'}
      onDragOverCapture={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDropCapture={(event) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        void controller.upload([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
    </div>
  );
}
