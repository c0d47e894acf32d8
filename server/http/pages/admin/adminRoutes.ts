import type { Router } from 'express';
import type { PageContext } from '../pageContext.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindEditorRoutes } from './editorRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { bindPreviewRoute } from './previewRoute.ts';
import { createAdmin } from './signedIn.ts';

/** Adds the pages of an author's own, and what their forms do. */
export function bindAdminRoutes(router: Router, context: PageContext): void {
  const admin = createAdmin(context);
  bindMyFunctionsRoutes(router, admin);
  bindDraftRoutes(router, admin);
}

/**
 * Adds the editor of drafts. It stands before the parser of all other forms, since a file does not fit into those.
 */
export function bindEditor(router: Router, context: PageContext): void {
  const admin = createAdmin(context);
  bindEditorRoutes(router, admin);
  bindPreviewRoute(router, admin, context.renderPreview);
}
