import type { Router } from 'express';
import { createCompareFiles } from '../../../services/compareVersions.ts';
import { createReadOwnFunctions } from '../../../services/ownFunctions.ts';
import type { Throttles } from '../../throttle.ts';
import type { PageContext } from '../pageContext.ts';
import { bindAccountRoutes } from './accountRoutes.ts';
import { bindActivityRoutes } from './activityRoutes.ts';
import { bindDraftHistoryRoutes } from './draftHistoryRoutes.ts';
import { bindDraftRoutes } from './draftRoutes.ts';
import { bindKeyRoutes } from './keyRoutes.ts';
import { bindMyFunctionsRoutes } from './myFunctionsRoutes.ts';
import { bindNewFunctionRoutes } from './newFunctionRoutes.ts';
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
  bindDraftRoutes(router, admin);
  bindDraftHistoryRoutes(router, admin, compareFiles);
  bindPublishRoutes(router, admin, compareFiles);
  bindKeyRoutes(router, admin);
  bindStarsRoutes(router, admin);
  bindActivityRoutes(router, admin);
  bindAccountRoutes(router, admin, throttles);
}
