import * as z from 'zod';
import { editRequest } from '../../../contract/requests.ts';
import type { FileEdit } from '../../../domain/planFileEdit.ts';

/** What the forms of the editor send, each some of it. */
export const editForm = z.object({
  action: z.enum(['save', 'add', 'rename', 'delete']),
  commit: z.string(),
  path: z.string().default(''),
  loaded: z.string().default(''),
  to: z.string().default(''),
  text: z.string().default(''),
  message: z.string().default(''),
});
export type EditForm = z.infer<typeof editForm>;

/** The message of a form, by the rule of the API's. */
export const editMessage = z.object({ message: editRequest.shape.message });

/** The edit that a form asks for. */
export function fileEditOf({ action: kind, path, loaded, to, text }: EditForm): FileEdit {
  if (kind === 'save') return { kind, path, loaded, text };
  if (kind === 'add') return { kind, to };
  if (kind === 'rename') return { kind, path, loaded, to };
  return { kind, path, loaded };
}
