import type { Router } from 'express';
import { createCompareFiles } from '../../../services/compareVersions.ts';
import { createReadOwnFunctions } from '../../../services/ownFunctions.ts';
import type { PageContext } from '../pageContext.ts';
import { bindDraftHistoryRoutes } from './draftHistoryRoutes.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { bindNewFunctionRoutes } from './newFunctionRoutes.ts';
import { bindPublishRoutes } from './publishRoutes.ts';
import { createAdmin } from './signedIn.ts';

/** Adds the pages of an author's own, and what their forms do. */
export function bindAdminRoutes(router: Router, context: PageContext): void {
  const admin = createAdmin(context);
  const readOwn = createReadOwnFunctions(context.stores);
  const compareFiles = createCompareFiles(context.stores, context.runSource);
  bindMyFunctionsRoutes(router, admin, readOwn);
  bindNewFunctionRoutes(router, admin, readOwn);
  bindDraftRoutes(router, admin);
  bindDraftHistoryRoutes(router, admin, compareFiles);
  bindPublishRoutes(router, admin, compareFiles);
}
