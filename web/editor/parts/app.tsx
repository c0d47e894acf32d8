import { ClashView } from './clashView.tsx';
import { Dialogs } from './dialogs.tsx';
import { DropZone } from './dropZone.tsx';
import { FileNav } from './fileNav.tsx';
import { OpenFile } from './openFile.tsx';
import { ProblemPanel } from './problemPanel.tsx';
import type { EditorProps } from './props.ts';
import { SaveBar } from './saveBar.tsx';

/** The editor: the files, the open one, what is said of them, and the way to save. */
export function App(props: EditorProps) {
  const { state, controller } = props;
  if (state.clash) return <ClashView {...props} clash={state.clash} />;
  return (
    <DropZone controller={controller}>
      <FileNav {...props} />
      <div class="edit-main">
        <OpenFile {...props} />
        <SaveBar {...props} />
        <ProblemPanel {...props} />
      </div>
      {state.dialog && <Dialogs {...props} dialog={state.dialog} />}
    </DropZone>
  );
}
