import type { Router } from 'express';
import { createCompareFiles } from '../../../services/compareVersions.ts';
import { createReadOwnFunctions } from '../../../services/ownFunctions.ts';
import type { Throttles } from '../../throttle.ts';
import type { PageContext } from '../pageContext.ts';
import { bindAccountRoutes } from './accountRoutes.ts';
import { bindActivityRoutes } from './activityRoutes.ts';
import { bindDraftHistoryRoutes } from './draftHistoryRoutes.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindEditorRoutes } from './editorRoutes.ts';
import { bindImportRoutes } from './importRoutes.ts';
import { bindKeyRoutes } from './keyRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { bindNewFunctionRoutes } from './newFunctionRoutes.ts';
import { bindPreviewRoute } from './previewRoute.ts';
import { bindPublishRoutes } from './publishRoutes.ts';
import { createAdmin } from './signedIn.ts';
import { bindStarsRoutes } from './starsRoutes.ts';

/** Adds the pages of an author's own, and what their forms do. */
export function bindAdminRoutes(router: Router, context: PageContext, throttles: Throttles): void {
  const admin = createAdmin(context);
  const readOwn = createReadOwnFunctions(context.stores);
  const compareFiles = createCompareFiles(context.stores, context.runSource);
  bindMyFunctionsRoutes(router, admin, readOwn);
  bindNewFunctionRoutes(router, admin, readOwn);
  bindImportRoutes(router, admin);
  bindDraftRoutes(router, admin);
  bindDraftHistoryRoutes(router, admin, compareFiles);
  bindPublishRoutes(router, admin, compareFiles);
  bindKeyRoutes(router, admin);
  bindStarsRoutes(router, admin);
  bindActivityRoutes(router, admin);
  bindAccountRoutes(router, admin, throttles);
}

/**
 * Adds the editor of drafts. It stands before the parser of all other forms, since a file does not fit into those.
 */
export function bindEditor(router: Router, context: PageContext): void {
  const admin = createAdmin(context);
  bindEditorRoutes(router, admin);
  bindPreviewRoute(router, admin, context.renderPreview);
}
