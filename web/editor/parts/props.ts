import type { Api } from '../api.ts';
import type { Controller } from '../controller.ts';
import type { Documents } from '../documents.ts';
import type { Monaco } from '../loadMonaco.ts';
import type { EditorState } from '../state.ts';
import type { TextEditor } from '../textEditor.ts';

/** What the parts of the editor are made from. */
export interface EditorProps {
  readonly id: string;
  readonly monaco: Monaco;
  readonly api: Api;
  readonly documents: Documents;
  readonly controller: Controller;
  readonly text: TextEditor;
  readonly state: EditorState;
  readonly entrypoint: string;
}
