import type { Draft } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { parsePortablePath } from '../contract/portablePath.ts';
import { type EditRequest, MAX_MESSAGE_CHARS } from '../contract/requests.ts';
import { textOfForm } from './formText.ts';
import { gitObject } from './gitObjects.ts';

/** What a form of the editor asks for; `loaded` is the oid that the file had on the page with the form. */
export type FileEdit =
  | { readonly kind: 'save'; readonly path: string; readonly loaded: string; readonly text: string }
  | { readonly kind: 'add'; readonly to: string }
  | { readonly kind: 'rename'; readonly path: string; readonly loaded: string; readonly to: string }
  | { readonly kind: 'delete'; readonly path: string; readonly loaded: string };

/** The edit to make, and the file to show then; or that somebody else changed the file since it was loaded. */
export type FileEditPlan =
  | { readonly kind: 'edit'; readonly request: EditRequest; readonly path: string | undefined }
  | { readonly kind: 'conflict'; readonly theirs: string | undefined; readonly mine: string };

type State = Pick<Draft, 'files' | 'assets' | 'commit'>;

/**
 * What a form does to a draft as it stands now. Changes of others to other files stay; a file that others changed is
 * left alone: a save is a conflict then, and everything else throws `PRECONDITION_FAILED`.
 */
export function planFileEdit(draft: State, edit: FileEdit): FileEditPlan {
  if (edit.kind === 'add') {
    const to = freePath(draft, edit.to);
    return { kind: 'edit', path: to, request: { files: { [to]: '' }, message: inShort(`Add ${to}`) } };
  }
  const { path, loaded } = edit;
  const oid = fileOid(draft, path);
  const isAsLoaded = oid === loaded;
  if (edit.kind === 'save') return planSave(draft.files, edit, isAsLoaded);
  if (!isAsLoaded || oid === '') {
    throw new RegistryError('PRECONDITION_FAILED', `${quote(path)} was changed since you loaded it`, {
      hint: 'It is shown as it is now; nothing was done to it.',
    });
  }
  const side = Object.hasOwn(draft.files, path) ? 'files' : 'assets';
  if (edit.kind === 'delete') {
    const request = { [side]: { [path]: null }, message: inShort(`Delete ${path}`) };
    return { kind: 'edit', path: undefined, request };
  }
  if (edit.to === path) return { kind: 'edit', path, request: {} };
  const to = freePath(draft, edit.to);
  const request = {
    [side]: { [to]: draft[side][path]!, [path]: null },
    message: inShort(`Rename ${path} to ${to}`),
  };
  return { kind: 'edit', path: to, request };
}

/** The oid of a file of a draft as git has it; `""` where there is none. */
export function fileOid({ files, assets }: State, path: string): string {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text !== undefined) return gitObject('blob', Buffer.from(text, 'utf8')).oid;
  const image = Object.hasOwn(assets, path) ? assets[path] : undefined;
  return image === undefined ? '' : gitObject('blob', Buffer.from(image, 'base64')).oid;
}

function planSave(
  files: State['files'],
  { path, text }: FileEdit & { kind: 'save' },
  isAsLoaded: boolean,
): FileEditPlan {
  const stored = Object.hasOwn(files, path) ? files[path] : undefined;
  const mine = textOfForm(text, stored ?? '');
  if (!isAsLoaded && mine !== stored) return { kind: 'conflict', theirs: stored, mine };
  return {
    kind: 'edit',
    path,
    request: mine === stored ? {} : { files: { [parsePortablePath(path)]: mine } },
  };
}

function freePath({ files, assets }: State, text: string): string {
  const path = parsePortablePath(text.trim());
  if (!Object.hasOwn(files, path) && !Object.hasOwn(assets, path)) return path;
  throw new RegistryError('ALREADY_EXISTS', `There is a file ${quote(path)} already`);
}

/** What is too long for a message is left to the registry's own words. */
function inShort(message: string): string | undefined {
  return message.length <= MAX_MESSAGE_CHARS ? message : undefined;
}
